package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import org.jspecify.annotations.Nullable;

/// The rules of applying a command once. Pure.
final class InboxDecider {

  private InboxDecider() {}

  static Verdict decide(CommandMessage command, Recorded recorded) {
    HandledCommand own = recorded.of(command.direction());
    if (own != null) {
      return again(command, own);
    }
    return command.direction() == Direction.EXECUTE
        ? new Verdict.Apply(false)
        : firstCompensation(recorded.forward());
  }

  /// A success or a rejection is final. A failure left no effect, so a later attempt may try again.
  /// A command in progress reaches its handler again, which is idempotent.
  private static Verdict again(CommandMessage command, HandledCommand own) {
    return switch (own.outcome()) {
      case null -> new Verdict.Apply(false);
      case Outcome.Failed _ when command.attempt() > own.attempt() -> new Verdict.Apply(false);
      case Outcome outcome -> new Verdict.Repeat(outcome);
    };
  }

  private static Verdict firstCompensation(@Nullable HandledCommand forward) {
    if (forward == null) {
      return new Verdict.Settle();
    }
    return switch (forward.outcome()) {
      case null -> new Verdict.Apply(true);
      case Outcome.Succeeded _ -> new Verdict.Apply(false);
      case Outcome.Rejected _, Outcome.Failed _ -> new Verdict.Settle();
    };
  }
}
