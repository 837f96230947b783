package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import io.sagasuite.saga.decision.SagaState.Signal;
import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.decision.StepState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stored form of a saga's state: compact JSON, what is empty left out, without the input, which
/// has a column of its own because it never changes. Times are microseconds since the epoch, those
/// of the steps since the saga began, which is written before them.
public final class SagaStateCodec {

  private SagaStateCodec() {}

  /// The state's text, without its input.
  public static String encode(SagaState state) {
    return JsonTree.text(json -> write(json, state));
  }

  /// The state that the text and the saga's input make up.
  public static SagaState decode(String text, Map<String, Object> input) {
    return JsonTree.parsed(text, json -> new SagaStateDraft().read(json).toState(input));
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
    LegCodec.writeTime(json, "deadlineAt", state.clock().deadlineAt());
    LegCodec.writeTime(json, "clockStoppedAt", state.clock().stoppedAt());
    writeRounds(json, state);
    writeParent(json, state);
    writeSignals(json, state.signals());
    writeSteps(json, state);
    json.writeEndObject();
  }

  private static void writeRounds(JsonGenerator json, SagaState state) throws IOException {
    if (state.round() > 1) {
      json.writeNumberField("round", state.round());
    }
    LegCodec.writeTime(json, "nextRoundAt", state.nextRoundAt());
    if (!state.kept().isEmpty()) {
      json.writeFieldName("kept");
      JsonText.write(json, state.kept().stream().sorted().toList());
    }
  }

  private static void writeParent(JsonGenerator json, SagaState state) throws IOException {
    Parent parent = state.origin().parent();
    if (parent != null) {
      json.writeObjectFieldStart("parent");
      json.writeStringField("sagaId", parent.sagaId().toString());
      json.writeStringField("step", parent.step());
      json.writeEndObject();
    }
    Asked asked = state.asked();
    if (asked != null) {
      json.writeObjectFieldStart("asked");
      json.writeStringField("direction", asked.direction().wire());
      json.writeNumberField("attempt", asked.attempt());
      json.writeEndObject();
    }
  }

  private static void writeSignals(JsonGenerator json, List<Signal> signals) throws IOException {
    if (signals.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("signals");
    for (Signal signal : signals) {
      json.writeStartObject();
      json.writeStringField("name", signal.name());
      json.writeFieldName("data");
      JsonText.write(json, signal.data());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeSteps(JsonGenerator json, SagaState state) throws IOException {
    json.writeArrayFieldStart("steps");
    LegCodec codec = new LegCodec(state.createdAt());
    for (StepState step : state.steps()) {
      codec.write(json, step);
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
}
