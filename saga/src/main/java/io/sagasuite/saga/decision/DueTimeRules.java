package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is due: the saga's deadline, attempts that ran out of time, attempts that had been planned,
/// and commands that a crash may have kept from leaving. Nothing happens before its time.
final class DueTimeRules {

  private DueTimeRules() {}

  static void apply(Turn turn) {
    if (turn.state().status().isEnded()) {
      return;
    }
    if (turn.state().status() == SagaStatus.RUNNING && isReached(turn, turn.state().deadlineAt())) {
      deadline(turn);
    }
    for (StepState step : turn.state().steps()) {
      for (Direction direction : Direction.values()) {
        leg(turn, turn.definition.step(step.name()), direction);
      }
    }
  }

  private static void deadline(Turn turn) {
    if (isPastNoReturn(turn)) {
      turn.emit(new SagaEvent.DeadlineMissed());
    } else {
      Failure failure =
          new Failure("deadline", "not finished within " + turn.definition.deadline());
      turn.turnBack(TurnReason.DEADLINE, null, failure);
    }
  }

  /// True once a pivot has begun: it may have taken effect, so nothing before it may be undone.
  static boolean isPastNoReturn(Turn turn) {
    return turn.definition.steps().stream()
        .filter(step -> step.kind() == StepKind.PIVOT)
        .map(step -> turn.step(step.name()).execute().phase())
        .anyMatch(phase -> phase != Phase.IDLE && phase != Phase.FAILED);
  }

  private static void leg(Turn turn, Step step, Direction direction) {
    Leg leg = turn.step(step.name()).leg(direction);
    if (leg.phase() == Phase.BACKING_OFF && isReached(turn, leg.dueAt())) {
      turn.startAttempt(step, direction);
    } else if (leg.phase() == Phase.IN_FLIGHT && isReached(turn, leg.dueAt())) {
      timeOut(turn, step, direction);
    } else if (leg.phase() == Phase.IN_FLIGHT && isReached(turn, leg.resendAt())) {
      resend(turn, step, direction, leg);
    }
  }

  /// A timeout is not a failure but an unknown outcome: tried again under the same idempotency key,
  /// and undone although it never answered when no attempt is left.
  private static void timeOut(Turn turn, Step step, Direction direction) {
    Failure failure =
        new Failure(
            Failure.TIMEOUT, "no reply within " + step.timing().timeout() + " (outcome unknown)");
    if (direction == Direction.EXECUTE) {
      Settling.failAttempt(turn, step, failure, step.retry().retries(Failure.TIMEOUT), true);
    } else {
      Settling.failCompensation(turn, step, failure, true);
    }
  }

  private static void resend(Turn turn, Step step, Direction direction, Leg leg) {
    int resends = leg.resends() + 1;
    Duration doubled = Turn.RESEND_AFTER.multipliedBy(1L << Math.min(resends, 5));
    Duration pause = doubled.compareTo(Turn.RESEND_AFTER_MAX) < 0 ? doubled : Turn.RESEND_AFTER_MAX;
    turn.emit(
        new SagaEvent.CommandResent(
            step.name(), direction, leg.attempt(), resends, turn.now.plus(pause)));
  }

  private static boolean isReached(Turn turn, @Nullable Instant due) {
    return due != null && !due.isAfter(turn.now);
  }
}
