package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.Clock;
import java.time.Duration;

/// Lets a saga's deadline stand still while a person is waited for: a pause, a parked step, a
/// signal. The deadline bounds the saga's own work.
final class DeadlineClock {

  private DeadlineClock() {}

  static void adjust(Turn turn) {
    SagaState state = turn.state();
    Clock clock = state.clock();
    if (clock.deadlineAt() == null || state.turnReason() != null || state.status().isEnded()) {
      return;
    }
    boolean waits = waitsForAPerson(state);
    if (waits && clock.stoppedAt() == null) {
      turn.emit(new SagaEvent.DeadlineStopped());
    } else if (!waits && clock.stoppedAt() != null) {
      Duration stood = Duration.between(clock.stoppedAt(), turn.now);
      // The clock may have been set back meanwhile; that is no reason to hurry.
      Duration moved = stood.isNegative() ? Duration.ZERO : stood;
      turn.emit(new SagaEvent.DeadlineMoved(clock.deadlineAt().plus(moved)));
    }
  }

  private static boolean waitsForAPerson(SagaState state) {
    if (state.status() == SagaStatus.PAUSED || state.status() == SagaStatus.PARKED) {
      return true;
    }
    for (StepState step : state.steps()) {
      if (step.execute().awaitsSignal()) {
        return true;
      }
    }
    return false;
  }
}
