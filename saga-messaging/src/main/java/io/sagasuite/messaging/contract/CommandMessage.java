package io.sagasuite.messaging.contract;

import io.sagasuite.saga.decision.Direction;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request to a participant to execute or to compensate one step of one saga.
///
/// @param attempt from 1; a later attempt of the same step and direction is the same request
/// @param command imperative verb and noun, such as `ReserveStock`; also the CloudEvents type
/// @param input the step's input; a compensation carries the input of the step that it undoes
/// @param output for a compensation, what the step had answered; null when it never answered
/// @param traceparent carried as a header, not in the body
public record CommandMessage(
    UUID sagaId,
    String step,
    Direction direction,
    int attempt,
    String command,
    Map<String, Object> input,
    @Nullable Map<String, Object> output,
    @Nullable String traceparent) {

  /// The step, whose attempts and whose compensation all concern the same effect.
  public StepKey key() {
    return new StepKey(sagaId, step);
  }

  /// What a participant applies once: the same for every attempt.
  public String idempotencyKey() {
    return key().idempotencyKey(direction);
  }

  /// The same with another trace context.
  public CommandMessage withTraceparent(@Nullable String other) {
    return new CommandMessage(sagaId, step, direction, attempt, command, input, output, other);
  }
}
