package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.TurnReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stored form of a saga's state: compact JSON, what is empty left out, without the input, which
/// has a column of its own because it never changes. Times are microseconds since the epoch.
public final class SagaStateCodec {

  private SagaStateCodec() {}

  /// The state's text, without its input.
  public static String encode(SagaState state) {
    return JsonTree.text(json -> write(json, state));
  }

  /// The state that the text and the saga's input make up.
  public static SagaState decode(String text, Map<String, Object> input) {
    return JsonTree.parsed(text, json -> new Draft().read(json).toState(input));
  }

  private static void write(JsonGenerator json, SagaState state) throws IOException {
    json.writeStartObject();
    json.writeStringField("sagaId", state.sagaId().toString());
    json.writeStringField("definition", state.definition());
    json.writeNumberField("definitionVersion", state.definitionVersion());
    json.writeNumberField("version", state.version());
    json.writeStringField("status", state.status().wire());
    if (state.turnReason() != null) {
      json.writeStringField("turnReason", state.turnReason().wire());
    }
    if (state.failure() != null) {
      writeFailure(json, state.failure());
    }
    writeText(json, "businessKey", state.businessKey());
    writeFilled(json, "metadata", state.metadata());
    writeText(json, "traceparent", state.traceparent());
    writeFilled(json, "output", state.output());
    if (state.ignoredReplies() > 0) {
      json.writeNumberField("ignoredReplies", state.ignoredReplies());
    }
    LegCodec.writeTime(json, "createdAt", state.createdAt());
    LegCodec.writeTime(json, "updatedAt", state.updatedAt());
    LegCodec.writeTime(json, "deadlineAt", state.deadlineAt());
    writeSteps(json, state.steps());
    json.writeEndObject();
  }

  private static void writeSteps(JsonGenerator json, List<StepState> steps) throws IOException {
    json.writeArrayFieldStart("steps");
    for (StepState step : steps) {
      json.writeStartObject();
      json.writeStringField("name", step.name());
      LegCodec.write(json, "execute", step.execute());
      LegCodec.write(json, "compensate", step.compensate());
      if (step.output() != null) {
        json.writeFieldName("output");
        JsonText.write(json, step.output());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFailure(JsonGenerator json, StepFailure failure) throws IOException {
    json.writeObjectFieldStart("failure");
    writeText(json, "step", failure.step());
    json.writeStringField("code", failure.failure().code());
    json.writeStringField("message", failure.failure().message());
    json.writeEndObject();
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void writeFilled(JsonGenerator json, String name, Map<String, ?> map)
      throws IOException {
    if (!map.isEmpty()) {
      json.writeFieldName(name);
      JsonText.write(json, map);
    }
  }

  /// What has been read so far.
  @SuppressWarnings("NullAway.Init") // a stored state always has them
  private static final class Draft {
    private UUID sagaId;
    private String definition;
    private int definitionVersion;
    private long version;
    private SagaStatus status;
    private @Nullable TurnReason turnReason;
    private @Nullable StepFailure failure;
    private @Nullable String businessKey;
    private Map<String, Object> metadata = Map.of();
    private @Nullable String traceparent;
    private List<StepState> steps;
    private Map<String, Object> output = Map.of();
    private int ignoredReplies;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant deadlineAt;

    Draft read(JsonParser json) throws IOException {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        field(json, name);
      }
      return this;
    }

    private void field(JsonParser json, String name) throws IOException {
      switch (name) {
        case "sagaId" -> sagaId = UUID.fromString(json.getText());
        case "definition" -> definition = json.getText();
        case "definitionVersion" -> definitionVersion = json.getIntValue();
        case "version" -> version = json.getLongValue();
        case "status" -> status = SagaStatus.valueOf(json.getText().toUpperCase(Locale.ROOT));
        case "turnReason" ->
            turnReason = TurnReason.valueOf(json.getText().toUpperCase(Locale.ROOT));
        case "failure" -> failure = failureOf(JsonText.readMap(json));
        case "businessKey" -> businessKey = json.getText();
        case "metadata" -> metadata = JsonText.readMap(json);
        case "traceparent" -> traceparent = json.getText();
        case "output" -> output = JsonText.readMap(json);
        case "ignoredReplies" -> ignoredReplies = json.getIntValue();
        case "createdAt" -> createdAt = LegCodec.timeOf(json);
        case "updatedAt" -> updatedAt = LegCodec.timeOf(json);
        case "deadlineAt" -> deadlineAt = LegCodec.timeOf(json);
        case "steps" -> steps = readSteps(json);
        default -> json.skipChildren();
      }
    }

    @SuppressWarnings("unchecked") // metadata is written from a map of strings
    SagaState toState(Map<String, Object> input) {
      return new SagaState(
          sagaId,
          definition,
          definitionVersion,
          version,
          status,
          turnReason,
          failure,
          businessKey,
          (Map<String, String>) (Map<String, ?>) metadata,
          traceparent,
          input,
          steps,
          output,
          ignoredReplies,
          createdAt,
          updatedAt,
          deadlineAt);
    }
  }

  private static StepFailure failureOf(Map<String, Object> map) {
    return new StepFailure(
        (String) map.get("step"),
        new Failure(String.valueOf(map.get("code")), String.valueOf(map.get("message"))));
  }

  private static List<StepState> readSteps(JsonParser json) throws IOException {
    List<StepState> steps = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      steps.add(LegCodec.readStep(json));
    }
    return steps;
  }
}
