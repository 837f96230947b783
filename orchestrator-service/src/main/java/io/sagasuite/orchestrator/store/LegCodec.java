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

/// Stored form of a step and its two legs, as part of a saga's state. An idle leg is left out.
final class LegCodec {

  private static final long MICROS = 1_000_000L;

  private LegCodec() {}

  static void writeTime(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
    if (at != null) {
      json.writeNumberField(name, at.getEpochSecond() * MICROS + at.getNano() / 1_000);
    }
  }

  static Instant timeOf(JsonParser json) throws IOException {
    return Instant.EPOCH.plus(json.getLongValue(), ChronoUnit.MICROS);
  }

  static void write(JsonGenerator json, String name, Leg leg) throws IOException {
    if (leg.phase() == Leg.Phase.IDLE && leg.attempt() == 0) {
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("phase", leg.phase().name().toLowerCase(Locale.ROOT));
    writeCount(json, "attempt", leg.attempt());
    writeCount(json, "forgiven", leg.forgiven());
    writeCount(json, "resends", leg.resends());
    if (leg.unknown()) {
      json.writeBooleanField("unknown", true);
    }
    writeTime(json, "startedAt", leg.startedAt());
    writeTime(json, "endedAt", leg.endedAt());
    writeTime(json, "dueAt", leg.dueAt());
    writeTime(json, "resendAt", leg.resendAt());
    if (leg.failure() != null) {
      json.writeStringField("code", leg.failure().code());
      json.writeStringField("message", leg.failure().message());
    }
    if (leg.signal() != null) {
      json.writeStringField("signal", leg.signal());
    }
    json.writeEndObject();
  }

  private static void writeCount(JsonGenerator json, String name, int count) throws IOException {
    if (count > 0) {
      json.writeNumberField(name, count);
    }
  }

  static StepState readStep(JsonParser json) throws IOException {
    String step = "";
    Leg execute = Leg.IDLE;
    Leg compensate = Leg.IDLE;
    Map<String, Object> output = null;
    int items = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "name" -> step = json.getText();
        case "execute" -> execute = new Draft().read(json);
        case "compensate" -> compensate = new Draft().read(json);
        case "output" -> output = JsonText.readMap(json);
        case "items" -> items = json.getIntValue();
        default -> json.skipChildren();
      }
    }
    return new StepState(step, execute, compensate, output, items);
  }

  /// What has been read so far of a leg.
  private static final class Draft {
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
        case "phase" -> phase = Leg.Phase.valueOf(json.getText().toUpperCase(Locale.ROOT));
        case "attempt" -> attempt = json.getIntValue();
        case "forgiven" -> forgiven = json.getIntValue();
        case "resends" -> resends = json.getIntValue();
        case "unknown" -> unknown = json.getBooleanValue();
        case "startedAt" -> startedAt = timeOf(json);
        case "endedAt" -> endedAt = timeOf(json);
        case "dueAt" -> dueAt = timeOf(json);
        case "resendAt" -> resendAt = timeOf(json);
        case "code" -> code = json.getText();
        case "message" -> message = json.getText();
        case "signal" -> signal = json.getText();
        default -> json.skipChildren();
      }
    }
  }
}
