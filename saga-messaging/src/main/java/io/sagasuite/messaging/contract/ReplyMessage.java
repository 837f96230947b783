package io.sagasuite.messaging.contract;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A participant's answer to one attempt of one command.
///
/// @param command the command answered
/// @param traceparent carried as a header, not in the body
public record ReplyMessage(
    UUID sagaId,
    String step,
    Direction direction,
    int attempt,
    String command,
    Outcome outcome,
    @Nullable String traceparent) {

  /// The same with another outcome.
  public ReplyMessage withOutcome(Outcome other) {
    return new ReplyMessage(sagaId, step, direction, attempt, command, other, traceparent);
  }

  /// The same with another trace context.
  public ReplyMessage withTraceparent(@Nullable String other) {
    return new ReplyMessage(sagaId, step, direction, attempt, command, outcome, other);
  }
}
