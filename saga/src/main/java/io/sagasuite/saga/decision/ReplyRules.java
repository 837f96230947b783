package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
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
  /// @return true when the reply may have been applied before, so that what it caused is published
  ///   again
  static boolean apply(Turn turn, SagaInput.ReplyReceived reply) {
    WireStep wire = WireStep.parse(reply.step());
    IgnoredReason reason = whyIgnored(turn.state(), wire, reply);
    if (reason == null) {
      accept(turn, wire.name(), reply);
      return false;
    }
    if (turn.state().ignoredReplies() < IGNORED_REPLIES_MAX) {
      turn.emit(
          new SagaEvent.ReplyIgnored(
              reply.step(), reply.direction(), reply.attempt(), word(reply.outcome()), reason));
    }
    boolean repeats = reason != IgnoredReason.FOREIGN;
    if (repeats) {
      repeat(turn);
    }
    return repeats;
  }

  /// Sends once more what only a redelivered reply would: from now on its due time does so. Each
  /// attempt is repeated here once at most, or repeated replies would multiply.
  private static void repeat(Turn turn) {
    for (StepState step : turn.state().steps()) {
      for (Direction direction : Direction.values()) {
        Leg leg = step.leg(direction);
        if (leg.phase() == Phase.IN_FLIGHT && leg.resendAt() == null) {
          DueTimeRules.resend(turn, step.name(), direction, leg);
        }
      }
    }
  }

  private static @Nullable IgnoredReason whyIgnored(
      SagaState state, WireStep wire, SagaInput.ReplyReceived reply) {
    StepState step = state.step(wire.name());
    boolean known = step != null || state.step(StepState.stepOf(wire.name())) != null;
    if (!known || wire.round() < 1 || wire.round() > state.round()) {
      return IgnoredReason.FOREIGN;
    }
    if (wire.round() < state.round() || state.nextRoundAt() != null) {
      return IgnoredReason.EARLIER_ROUND;
    }
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
        boolean conclusive = leg.unknown() && isConclusive(reply.outcome());
        yield conclusive ? null : IgnoredReason.DUPLICATE;
      }
      case WAITING, SUCCEEDED -> IgnoredReason.DUPLICATE;
      case FAILED, PARKED, SKIPPED, IDLE ->
          leg.unknown() ? IgnoredReason.LATE : IgnoredReason.DUPLICATE;
    };
  }

  private static boolean isConclusive(Outcome outcome) {
    return outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.Rejected;
  }

  private static void accept(Turn turn, String name, SagaInput.ReplyReceived reply) {
    if (reply.direction() == Direction.EXECUTE) {
      executed(turn, name, reply.outcome());
    } else {
      compensated(turn, name, reply.outcome());
    }
  }

  private static void executed(Turn turn, String name, Outcome outcome) {
    Step step = turn.definitionOf(name);
    switch (outcome) {
      case Outcome.Succeeded succeeded -> Settling.succeed(turn, name, succeeded.output());
      case Outcome.Rejected no -> {
        boolean listed = step.retry().retryOn().contains(no.code());
        boolean again = listed || step.kind() == StepKind.RETRIABLE;
        Settling.failAttempt(turn, name, new Failure(no.code(), no.message()), again, false);
      }
      case Outcome.Failed no -> {
        boolean unknown = turn.step(name).execute().unknown();
        failAttempt(turn, step, name, no.code(), no.message(), unknown);
      }
      case Outcome.Unknown no -> failAttempt(turn, step, name, no.code(), no.message(), true);
      case Outcome.Waiting until -> await(turn, step, name, until);
    }
  }

  private static void failAttempt(
      Turn turn, Step step, String name, String code, String message, boolean outcomeUnknown) {
    boolean again = step.retry().retries(code) || step.kind() == StepKind.RETRIABLE;
    Settling.failAttempt(turn, name, new Failure(code, message), again, outcomeUnknown);
  }

  /// A saga that goes back waits for nothing: the step did nothing yet, so it has failed.
  private static void await(Turn turn, Step step, String name, Outcome.Waiting until) {
    if (turn.state().goesForward()) {
      Leg leg = turn.step(name).execute();
      Settling.awaitSignal(turn, name, until.signal(), turn.totalEndsAt(step, leg));
    } else {
      Failure failure = new Failure("waits_for_" + until.signal(), until.message());
      boolean unknown = turn.step(name).execute().unknown();
      Settling.failAttempt(turn, name, failure, false, unknown);
    }
  }

  private static void compensated(Turn turn, String name, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded _ -> turn.emit(new SagaEvent.StepCompensated(name));
      case Outcome.Rejected no ->
          Settling.failCompensation(turn, name, new Failure(no.code(), no.message()), false);
      case Outcome.Failed no ->
          Settling.failCompensation(turn, name, new Failure(no.code(), no.message()), false);
      case Outcome.Unknown no ->
          Settling.failCompensation(turn, name, new Failure(no.code(), no.message()), true);
      case Outcome.Waiting until ->
          Settling.failCompensation(
              turn, name, new Failure("waits_for_" + until.signal(), until.message()), false);
    }
  }

  /// The word for an outcome in messages, rows and views.
  static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> "succeeded";
      case Outcome.Rejected _ -> "rejected";
      case Outcome.Failed _ -> "failed";
      case Outcome.Unknown _ -> "unknown";
      case Outcome.Waiting _ -> "waiting";
    };
  }
}
