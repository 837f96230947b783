package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is recorded about one (saga, step, direction).
///
/// @param attempt the latest attempt seen; 0 on a tombstone, whose command never came
/// @param outcome null while the command is in progress outside the database
/// @param doubtful whether an attempt before that one may have taken effect; kept by the store, so
///   only what was read knows it
public record HandledCommand(
    UUID sagaId,
    String step,
    Direction direction,
    int attempt,
    String command,
    @Nullable Outcome outcome,
    boolean doubtful,
    @Nullable String traceparent) {

  /// Code of the rejection that a forward command gets when its compensation came first.
  public static final String FENCED = "fenced";

  static HandledCommand of(CommandMessage command, @Nullable Outcome outcome) {
    return new HandledCommand(
        command.sagaId(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.command(),
        outcome,
        false,
        command.traceparent());
  }

  /// The record that refuses the forward command from now on.
  static HandledCommand tombstone(CommandMessage compensation) {
    return new HandledCommand(
        compensation.sagaId(),
        compensation.step(),
        Direction.EXECUTE,
        0,
        compensation.command(),
        new Outcome.Rejected(FENCED, "the step was compensated before it took effect"),
        false,
        compensation.traceparent());
  }

  /// The step that it concerns.
  public StepKey key() {
    return new StepKey(sagaId, step);
  }

  /// The reply to the latest attempt.
  ///
  /// @throws IllegalStateException while the command is in progress
  public ReplyMessage reply() {
    if (outcome == null) {
      throw new IllegalStateException("in progress: " + sagaId + ":" + step);
    }
    return new ReplyMessage(sagaId, step, direction, attempt, command, outcome, traceparent);
  }
}
