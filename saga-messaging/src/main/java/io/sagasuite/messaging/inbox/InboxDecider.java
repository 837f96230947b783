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
        : firstCompensation(command, recorded.forward());
  }

  /// A success is final, and so is the refusal of a step that was undone before it was done. What
  /// else was answered left no effect for certain, or one that its idempotency key makes harmless
  /// to repeat, so a later attempt is handled anew. A command in progress reaches its handler
  /// again, which is idempotent.
  private static Verdict again(CommandMessage command, HandledCommand own) {
    boolean isLater = command.attempt() > own.attempt();
    return switch (own.outcome()) {
      case null -> new Verdict.Apply(false);
      case Outcome.Succeeded done -> new Verdict.Repeat(done);
      case Outcome.Rejected no when no.code().equals(HandledCommand.FENCED) ->
          new Verdict.Repeat(no);
      case Outcome outcome -> isLater ? new Verdict.Apply(false) : new Verdict.Repeat(outcome);
    };
  }

  /// A compensation that brings the output of its step tells that the step was done, even when the
  /// record of that is too old to be there still. An attempt that failed tells nothing about an
  /// earlier one that may have taken effect; a rejection does, as it is the same for all of them.
  private static Verdict firstCompensation(
      CommandMessage compensation, @Nullable HandledCommand forward) {
    if (forward == null) {
      return compensation.output() == null ? new Verdict.Settle() : new Verdict.Apply(true);
    }
    return switch (forward.outcome()) {
      case null -> new Verdict.Apply(true);
      case Outcome.Succeeded _ -> new Verdict.Apply(false);
      case Outcome.Unknown _ -> new Verdict.Apply(true);
      case Outcome.Rejected _ -> new Verdict.Settle();
      case Outcome.Failed _, Outcome.Waiting _ ->
          forward.doubtful() ? new Verdict.Apply(true) : new Verdict.Settle();
    };
  }
}
