package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.OperatorAction.Skip;
import org.jspecify.annotations.Nullable;

/// Going on without a step, or without undoing one, because a person says so.
final class SkipRules {

  private SkipRules() {}

  static @Nullable String skip(Turn turn, SagaInput.OperatorActs input, Skip skip) {
    String unknown = OperatorRules.unknownStep(turn, skip.step());
    if (unknown != null) {
      return unknown;
    }
    StepState step = turn.step(skip.step());
    Phase undo = step.compensate().phase();
    boolean isUndo = undo == Phase.PARKED || undo == Phase.BACKING_OFF;
    if (!isUndo && !canBeSkipped(turn, step)) {
      return "step '%s' is %s and cannot be skipped now; one that has not begun, waits, or is parked can"
          .formatted(skip.step(), step.status().wire());
    }
    OperatorRules.audit(turn, input, skip.step());
    String why = "skipped by " + input.by() + ": " + input.reason();
    turn.emit(
        isUndo
            ? new SagaEvent.CompensationSkipped(skip.step(), why)
            : new SagaEvent.StepSkipped(skip.step(), why, false, skip.output()));
    RetryRules.revive(turn);
    return null;
  }

  private static boolean canBeSkipped(Turn turn, StepState step) {
    if (turn.state().turnReason() != null || step.items() > 0) {
      return false;
    }
    return switch (step.execute().phase()) {
      case IDLE, WAITING, BACKING_OFF, PARKED -> true;
      case FAILED -> turn.state().status() == SagaStatus.FAILED;
      case IN_FLIGHT, SUCCEEDED, SKIPPED -> false;
    };
  }
}
