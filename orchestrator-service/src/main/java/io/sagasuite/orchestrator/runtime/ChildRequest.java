package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a saga asks of the orchestrator about the child that carries out one of its steps.
///
/// @param command as it came
/// @param childId the only saga that the step can mean
/// @param definition of the child
/// @param detached the parent is answered as soon as the child exists
/// @param input of the child
record ChildRequest(
    CommandMessage command,
    UUID childId,
    String definition,
    boolean detached,
    Map<String, Object> input) {

  @SuppressWarnings("unchecked") // JSON objects are maps by names
  static ChildRequest of(CommandMessage command) {
    Map<String, Object> fields = command.input();
    return new ChildRequest(
        command,
        ChildIds.of(command.sagaId(), command.step()),
        String.valueOf(fields.get("definition")),
        Boolean.TRUE.equals(fields.get("detached")),
        fields.get("input") instanceof Map<?, ?> input ? (Map<String, Object>) input : Map.of());
  }

  Parent parent() {
    return new Parent(command.sagaId(), command.step());
  }

  /// Nobody waits for a detached child.
  @Nullable Asked asked() {
    return detached ? null : new Asked(command.direction(), command.attempt());
  }

  @Nullable String businessKey() {
    return command.input().get("businessKey") instanceof String key ? key : null;
  }
}
