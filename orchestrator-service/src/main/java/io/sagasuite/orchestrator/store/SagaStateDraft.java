package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Clock;
import io.sagasuite.saga.decision.SagaState.Origin;
import io.sagasuite.saga.decision.SagaState.Parent;
import io.sagasuite.saga.decision.SagaState.Signal;
import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.Steps;
import io.sagasuite.saga.decision.TurnReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored state while it is read, field by field. Fields that it does not know are skipped.
@SuppressWarnings("NullAway.Init") // a stored state always has them
final class SagaStateDraft {

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
  private Steps steps;
  private Map<String, Object> output = Map.of();
  private int ignoredReplies;
  private Instant createdAt;
  private Instant updatedAt;
  private @Nullable Instant deadlineAt;
  private @Nullable Instant clockStoppedAt;
  private int round = 1;
  private @Nullable Instant nextRoundAt;
  private List<Signal> signals = List.of();
  private Set<String> kept = Set.of();
  private @Nullable Parent parent;
  private @Nullable Asked asked;

  SagaStateDraft read(JsonParser json) throws IOException {
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
      case "turnReason" -> turnReason = TurnReason.valueOf(json.getText().toUpperCase(Locale.ROOT));
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
      default -> seldomField(json, name);
    }
  }

  /// Fields that most sagas do without.
  private void seldomField(JsonParser json, String name) throws IOException {
    switch (name) {
      case "clockStoppedAt" -> clockStoppedAt = LegCodec.timeOf(json);
      case "round" -> round = json.getIntValue();
      case "nextRoundAt" -> nextRoundAt = LegCodec.timeOf(json);
      case "signals" -> signals = readSignals(json);
      case "kept" -> kept = readNames(json);
      case "parent" -> parent = parentOf(JsonText.readMap(json));
      case "asked" -> asked = askedOf(JsonText.readMap(json));
      default -> json.skipChildren();
    }
  }

  @SuppressWarnings("unchecked") // metadata is written from a map of strings
  SagaState toState(Map<String, Object> input) {
    Origin origin =
        new Origin(
            sagaId,
            definition,
            definitionVersion,
            businessKey,
            (Map<String, String>) (Map<String, ?>) metadata,
            traceparent,
            input,
            parent,
            createdAt);
    return new SagaState(
        origin,
        version,
        status,
        turnReason,
        failure,
        steps,
        output,
        updatedAt,
        new Clock(deadlineAt, clockStoppedAt),
        round,
        nextRoundAt,
        signals,
        kept,
        asked,
        ignoredReplies);
  }

  private static StepFailure failureOf(Map<String, Object> map) {
    return new StepFailure(
        (String) map.get("step"),
        new Failure(String.valueOf(map.get("code")), String.valueOf(map.get("message"))));
  }

  private static Parent parentOf(Map<String, Object> map) {
    return new Parent(
        UUID.fromString(String.valueOf(map.get("sagaId"))), String.valueOf(map.get("step")));
  }

  private static Asked askedOf(Map<String, Object> map) {
    return new Asked(
        Direction.ofWire(String.valueOf(map.get("direction"))),
        Integer.parseInt(String.valueOf(map.get("attempt"))));
  }

  private Steps readSteps(JsonParser json) throws IOException {
    LegCodec codec = new LegCodec(createdAt);
    List<StepState> steps = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      steps.add(codec.read(json));
    }
    return Steps.of(steps);
  }

  private static Set<String> readNames(JsonParser json) throws IOException {
    Set<String> names = new HashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      names.add(json.getText());
    }
    return Set.copyOf(names);
  }

  @SuppressWarnings("unchecked") // data is written from a map
  private static List<Signal> readSignals(JsonParser json) throws IOException {
    List<Signal> signals = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Map<String, Object> map = JsonText.readMap(json);
      Map<String, Object> data = (Map<String, Object>) map.get("data");
      signals.add(new Signal(String.valueOf(map.get("name")), data == null ? Map.of() : data));
    }
    return List.copyOf(signals);
  }
}
