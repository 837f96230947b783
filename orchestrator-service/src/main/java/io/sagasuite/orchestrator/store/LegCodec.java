package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.StepState;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stored form of a step and its two legs, as part of a saga's state. It is written at every
/// transition, and a row that stays small fits its page again, so names are one or two letters, an
/// idle leg is left out, and times are microseconds since the saga began. States that were stored
/// with full names and times since the epoch stay readable.
///
/// @param begin when the saga began
record LegCodec(Instant begin) {

  private static final long MICROS = 1_000_000L;

  static void writeTime(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
    if (at != null) {
      json.writeNumberField(name, micros(at));
    }
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1_000;
  }

  static Instant timeOf(JsonParser json) throws IOException {
    return Instant.EPOCH.plus(json.getLongValue(), ChronoUnit.MICROS);
  }

  void write(JsonGenerator json, StepState step) throws IOException {
    json.writeStartObject();
    json.writeStringField("n", step.name());
    write(json, "x", step.execute());
    write(json, "c", step.compensate());
    writeCount(json, "i", step.items());
    if (step.output() != null) {
      json.writeFieldName("o");
      JsonText.write(json, step.output());
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, String name, Leg leg) throws IOException {
    if (leg.phase() == Leg.Phase.IDLE && leg.attempt() == 0) {
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("p", leg.phase().name().toLowerCase(Locale.ROOT));
    writeCount(json, "a", leg.attempt());
    writeCount(json, "f", leg.forgiven());
    writeCount(json, "r", leg.resends());
    if (leg.unknown()) {
      json.writeBooleanField("u", true);
    }
    writeSinceBegin(json, "s", leg.startedAt());
    writeSinceBegin(json, "e", leg.endedAt());
    writeSinceBegin(json, "d", leg.dueAt());
    writeSinceBegin(json, "rd", leg.resendAt());
    if (leg.failure() != null) {
      json.writeStringField("fc", leg.failure().code());
      json.writeStringField("fm", leg.failure().message());
    }
    if (leg.signal() != null) {
      json.writeStringField("sg", leg.signal());
    }
    json.writeEndObject();
  }

  private void writeSinceBegin(JsonGenerator json, String name, @Nullable Instant at)
      throws IOException {
    if (at != null) {
      json.writeNumberField(name, micros(at) - micros(begin));
    }
  }

  private Instant sinceBegin(JsonParser json) throws IOException {
    return begin.plus(json.getLongValue(), ChronoUnit.MICROS);
  }

  private static void writeCount(JsonGenerator json, String name, int count) throws IOException {
    if (count > 0) {
      json.writeNumberField(name, count);
    }
  }

  StepState read(JsonParser json) throws IOException {
    String step = "";
    Leg execute = Leg.IDLE;
    Leg compensate = Leg.IDLE;
    Map<String, Object> output = null;
    int items = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "n", "name" -> step = json.getText();
        case "x", "execute" -> execute = new Draft().read(json);
        case "c", "compensate" -> compensate = new Draft().read(json);
        case "o", "output" -> output = JsonText.readMap(json);
        case "i", "items" -> items = json.getIntValue();
        default -> json.skipChildren();
      }
    }
    return new StepState(step, execute, compensate, output, items);
  }

  /// What has been read so far of a leg.
  private final class Draft {
    private Leg.Phase phase = Leg.Phase.IDLE;
    private int attempt;
    private int forgiven;
    private int resends;
    private boolean unknown;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant dueAt;
    private @Nullable Instant resendAt;
    private @Nullable String code;
    private String message = "";
    private @Nullable String signal;

    Leg read(JsonParser json) throws IOException {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        field(json, name);
      }
      Failure failure = code == null ? null : new Failure(code, message);
      return new Leg(
          phase, attempt, forgiven, resends, unknown, startedAt, endedAt, dueAt, resendAt, failure,
          signal);
    }

    private void field(JsonParser json, String name) throws IOException {
      switch (name) {
        case "p", "phase" -> phase = Leg.Phase.valueOf(json.getText().toUpperCase(Locale.ROOT));
        case "a", "attempt" -> attempt = json.getIntValue();
        case "f", "forgiven" -> forgiven = json.getIntValue();
        case "r", "resends" -> resends = json.getIntValue();
        case "u", "unknown" -> unknown = json.getBooleanValue();
        case "fc", "code" -> code = json.getText();
        case "fm", "message" -> message = json.getText();
        case "sg", "signal" -> signal = json.getText();
        default -> time(json, name);
      }
    }

    private void time(JsonParser json, String name) throws IOException {
      switch (name) {
        case "s" -> startedAt = sinceBegin(json);
        case "e" -> endedAt = sinceBegin(json);
        case "d" -> dueAt = sinceBegin(json);
        case "rd" -> resendAt = sinceBegin(json);
        case "startedAt" -> startedAt = timeOf(json);
        case "endedAt" -> endedAt = timeOf(json);
        case "dueAt" -> dueAt = timeOf(json);
        case "resendAt" -> resendAt = timeOf(json);
        default -> json.skipChildren();
      }
    }
  }
}
