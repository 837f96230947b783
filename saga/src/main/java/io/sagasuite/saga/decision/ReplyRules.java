package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import org.jspecify.annotations.Nullable;

/// What a participant's reply means. Replies are matched on step, direction and attempt; one that
/// does not match is set aside under a name and never moves the saga.
final class ReplyRules {

  /// How many ignored replies a saga's journal notes; later ones leave no trace in it.
  static final int IGNORED_REPLIES_MAX = 100;

  private ReplyRules() {}

  /// Applies the reply.
  ///
  /// @return true when the reply had been applied before, so that what it caused is published again
  static boolean apply(Turn turn, SagaInput.ReplyReceived reply) {
    StepState step = turn.state().step(reply.step());
    IgnoredReason reason = whyIgnored(step, reply);
    if (reason == null) {
      accept(turn, turn.definition.step(reply.step()), reply);
      return false;
    }
    if (turn.state().ignoredReplies() < IGNORED_REPLIES_MAX) {
      turn.emit(
          new SagaEvent.ReplyIgnored(
              reply.step(), reply.direction(), reply.attempt(), word(reply.outcome()), reason));
    }
    return reason == IgnoredReason.DUPLICATE;
  }

  private static @Nullable IgnoredReason whyIgnored(
      @Nullable StepState step, SagaInput.ReplyReceived reply) {
    if (step == null) {
      return IgnoredReason.FOREIGN;
    }
    Leg leg = step.leg(reply.direction());
    if (reply.attempt() < 1 || reply.attempt() > leg.attempt()) {
      return IgnoredReason.FOREIGN;
    }
    if (reply.attempt() < leg.attempt()) {
      return IgnoredReason.EARLIER_ATTEMPT;
    }
    return switch (leg.phase()) {
      case IN_FLIGHT -> null;
      case BACKING_OFF -> {
        boolean conclusive = leg.unknown() && !(reply.outcome() instanceof Outcome.Failed);
        yield conclusive ? null : IgnoredReason.DUPLICATE;
      }
      case SUCCEEDED, SKIPPED -> IgnoredReason.DUPLICATE;
      case FAILED, PARKED -> leg.unknown() ? IgnoredReason.LATE : IgnoredReason.DUPLICATE;
      case IDLE -> IgnoredReason.FOREIGN;
    };
  }

  private static void accept(Turn turn, Step step, SagaInput.ReplyReceived reply) {
    if (reply.direction() == Direction.EXECUTE) {
      executed(turn, step, reply.outcome());
    } else {
      compensated(turn, step, reply.outcome());
    }
  }

  private static void executed(Turn turn, Step step, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded succeeded -> Settling.succeed(turn, step, succeeded.output());
      case Outcome.Rejected rejected -> {
        Failure failure = new Failure(rejected.code(), rejected.message());
        boolean listed = step.retry().retryOn().contains(rejected.code());
        boolean again = listed || step.kind() == StepKind.RETRIABLE;
        Settling.failAttempt(turn, step, failure, again, false);
      }
      case Outcome.Failed failed -> {
        Failure failure = new Failure(failed.code(), failed.message());
        boolean again = step.retry().retries(failed.code()) || step.kind() == StepKind.RETRIABLE;
        Settling.failAttempt(turn, step, failure, again, false);
      }
      case Outcome.Unknown maybe -> {
        Failure failure = new Failure(maybe.code(), maybe.message());
        boolean again = step.retry().retries(maybe.code()) || step.kind() == StepKind.RETRIABLE;
        Settling.failAttempt(turn, step, failure, again, true);
      }
      case Outcome.Waiting until ->
          Settling.failAttempt(
              turn, step, new Failure(until.signal(), until.message()), true, false);
    }
  }

  private static void compensated(Turn turn, Step step, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded succeeded -> turn.emit(new SagaEvent.StepCompensated(step.name()));
      case Outcome.Rejected rejected ->
          Settling.failCompensation(
              turn, step, new Failure(rejected.code(), rejected.message()), false);
      case Outcome.Failed failed ->
          Settling.failCompensation(
              turn, step, new Failure(failed.code(), failed.message()), false);
      case Outcome.Unknown maybe ->
          Settling.failCompensation(turn, step, new Failure(maybe.code(), maybe.message()), true);
      case Outcome.Waiting until ->
          Settling.failCompensation(
              turn, step, new Failure(until.signal(), until.message()), false);
    }
  }

  /// The word for an outcome in messages, rows and views.
  static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded s -> "succeeded";
      case Outcome.Rejected r -> "rejected";
      case Outcome.Failed f -> "failed";
      case Outcome.Unknown u -> "unknown";
      case Outcome.Waiting w -> "waiting";
    };
  }
}
