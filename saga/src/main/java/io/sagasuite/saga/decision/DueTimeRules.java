package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;

/// What is due: the saga's deadline, attempts that ran out of time, attempts that had been planned,
/// waits that are over, the next round, and commands that a crash may have kept from leaving.
/// Nothing happens before its time, and in a held saga only what has been sent is looked after.
final class DueTimeRules {

  private DueTimeRules() {}

  static void apply(Turn turn) {
    SagaStatus status = turn.state().status();
    if (status.isEnded()) {
      return;
    }
    if (status == SagaStatus.RUNNING && turn.state().clock().isReached(turn.now)) {
      deadline(turn);
    }
    if (status == SagaStatus.RUNNING && turn.isReached(turn.state().nextRoundAt())) {
      Rounds.begin(turn);
    }
    boolean held = status == SagaStatus.PAUSED || status == SagaStatus.PARKED;
    for (StepState step : turn.state().steps()) {
      for (Direction direction : Direction.values()) {
        if (turn.isReached(step.nextDueAt(held))) {
          leg(turn, step.name(), direction, held);
        }
      }
    }
  }

  private static void deadline(Turn turn) {
    if (isPastNoReturn(turn)) {
      turn.emit(new SagaEvent.DeadlineMissed());
    } else {
      Failure failure =
          new Failure("deadline", "not finished within " + turn.definition.deadline());
      if (turn.definition.policy().rollbackOnFailure()) {
        turn.turnBack(TurnReason.DEADLINE, null, failure);
      } else {
        turn.stop(null, failure);
      }
    }
  }

  /// True once a pivot has begun, or what follows a pivot that was skipped: it may have taken
  /// effect, so nothing before it may be undone.
  static boolean isPastNoReturn(Turn turn) {
    if (turn.definition.steps().stream().noneMatch(step -> step.kind() == StepKind.PIVOT)) {
      return false;
    }
    return turn.state().steps().stream().anyMatch(step -> isNoReturn(turn, step));
  }

  private static boolean isNoReturn(Turn turn, StepState state) {
    Step step = turn.definitionOf(state.name());
    boolean goesForwardOnly = step.kind() != StepKind.COMPENSATABLE && step.sendsCommand();
    return goesForwardOnly && mayHaveHappened(state.execute());
  }

  private static boolean mayHaveHappened(Leg leg) {
    return switch (leg.phase()) {
      case IN_FLIGHT, BACKING_OFF, SUCCEEDED, PARKED -> true;
      case IDLE, WAITING, FAILED, SKIPPED -> leg.unknown();
    };
  }

  private static void leg(Turn turn, String name, Direction direction, boolean held) {
    Leg leg = turn.step(name).leg(direction);
    boolean isDue = turn.isReached(leg.dueAt());
    if (leg.phase() == Phase.IN_FLIGHT && isDue) {
      timeOut(turn, name, direction);
    } else if (leg.phase() == Phase.IN_FLIGHT && turn.isReached(leg.resendAt())) {
      resend(turn, name, direction, leg);
    } else if (leg.phase() == Phase.BACKING_OFF && isDue && !held) {
      turn.startAttempt(name, direction);
    } else if (leg.phase() == Phase.WAITING && isDue && !held) {
      waited(turn, name, leg);
    }
  }

  /// A delay that is over lets the step begin as soon as there is a free place for it.
  private static void waited(Turn turn, String name, Leg leg) {
    if (leg.awaitsSignal()) {
      String message = "the signal '" + leg.signal() + "' did not come in time";
      Settling.failAttempt(
          turn, name, new Failure("signal_timeout", message), false, leg.unknown());
    } else {
      turn.emit(new SagaEvent.StepWaiting(name, null, null));
    }
  }

  /// A timeout is not a failure but an unknown outcome: tried again under the same idempotency key,
  /// and undone although it never answered when no attempt is left.
  private static void timeOut(Turn turn, String name, Direction direction) {
    Step step = turn.definitionOf(name);
    Duration timeout = step.timing().timeout();
    String within = timeout == null ? "in time" : "within " + timeout;
    Failure failure = new Failure(Failure.TIMEOUT, "no reply " + within + " (outcome unknown)");
    if (direction == Direction.EXECUTE) {
      boolean again = step.retry().retries(Failure.TIMEOUT) || step.kind() == StepKind.RETRIABLE;
      Settling.failAttempt(turn, name, failure, again, true);
    } else {
      Settling.failCompensation(turn, name, failure, true);
    }
  }

  static void resend(Turn turn, String name, Direction direction, Leg leg) {
    int resends = leg.resends() + 1;
    boolean isChild = turn.definitionOf(name).action() instanceof Action.RunSaga;
    Duration most = isChild ? Turn.CHILD_RESEND_AFTER_MAX : Turn.RESEND_AFTER_MAX;
    Duration doubled = Turn.RESEND_AFTER.multipliedBy(1L << Math.min(resends, 10));
    Duration pause = doubled.compareTo(most) < 0 ? doubled : most;
    turn.emit(
        new SagaEvent.CommandResent(name, direction, leg.attempt(), resends, turn.now.plus(pause)));
  }
}
