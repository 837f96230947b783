package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import java.time.Instant;
import java.util.Map;

/// How an attempt ends: with success, with another attempt to come, or for good.
final class Settling {

  private Settling() {}

  static void succeed(Turn turn, Step step, Map<String, Object> output) {
    for (String covered : turn.definition.graph().coveredBy(step.name())) {
      turn.emit(new SagaEvent.StepSucceeded(covered, Map.of()));
    }
    turn.emit(new SagaEvent.StepSucceeded(step.name(), output));
  }

  /// An attempt of the forward command failed, or ran out of time with `outcomeUnknown`.
  static void failAttempt(
      Turn turn, Step step, Failure failure, boolean mayRetry, boolean outcomeUnknown) {
    Leg leg = turn.step(step.name()).execute();
    boolean goesForward = turn.state().status() == SagaStatus.RUNNING;
    if (mayRetry && goesForward && leg.attempt() < step.retry().maxAttempts()) {
      retry(turn, step, Direction.EXECUTE, step.retry(), failure, outcomeUnknown);
    } else if (mustNotFail(step, outcomeUnknown)) {
      turn.emit(new SagaEvent.StepParked(step.name(), Direction.EXECUTE, failure));
    } else {
      fail(turn, step, failure, outcomeUnknown);
    }
  }

  /// An attempt of the compensating command failed or ran out of time.
  static void failCompensation(Turn turn, Step step, Failure failure, boolean outcomeUnknown) {
    Leg leg = turn.step(step.name()).compensate();
    if (leg.attempt() < step.compensationRetry().maxAttempts()) {
      RetryPolicy policy = step.compensationRetry();
      retry(turn, step, Direction.COMPENSATE, policy, failure, outcomeUnknown);
    } else {
      turn.emit(new SagaEvent.StepParked(step.name(), Direction.COMPENSATE, failure));
    }
  }

  /// After the pivot there is no way back, and a pivot that may have happened is such a point too.
  private static boolean mustNotFail(Step step, boolean outcomeUnknown) {
    return step.kind() == StepKind.RETRIABLE || (step.kind() == StepKind.PIVOT && outcomeUnknown);
  }

  private static void fail(Turn turn, Step step, Failure failure, boolean outcomeUnknown) {
    String failed = step.name();
    boolean stepItselfFails = true;
    for (String covered : turn.definition.graph().coveredBy(step.name())) {
      if (!outcomeUnknown && isDecidedBy(turn, covered, failure)) {
        turn.emit(new SagaEvent.StepFailed(covered, failure, false));
        failed = covered;
        stepItselfFails = false;
      } else {
        turn.emit(new SagaEvent.StepSkipped(covered, step.name() + " failed"));
      }
    }
    if (stepItselfFails) {
      turn.emit(new SagaEvent.StepFailed(step.name(), failure, outcomeUnknown));
    } else {
      turn.emit(new SagaEvent.StepSkipped(step.name(), failed + " failed"));
    }
    if (turn.state().status() == SagaStatus.RUNNING) {
      turn.turnBack(TurnReason.FAILED, failed, failure);
    }
  }

  private static boolean isDecidedBy(Turn turn, String covered, Failure failure) {
    return turn.definition.step(covered).action() instanceof Action.CoveredBy by
        && by.codes().contains(failure.code());
  }

  private static void retry(
      Turn turn,
      Step step,
      Direction direction,
      RetryPolicy policy,
      Failure failure,
      boolean outcomeUnknown) {
    int attempt = turn.step(step.name()).leg(direction).attempt();
    Instant retryAt = turn.now.plus(policy.waitAfter(attempt, spread(turn, step, attempt)));
    turn.emit(
        new SagaEvent.RetryScheduled(
            step.name(), direction, attempt, retryAt, failure, outcomeUnknown));
  }

  /// Spreads waits over [-1, 1] without randomness, so that a decision can be repeated.
  private static double spread(Turn turn, Step step, int attempt) {
    long hash = turn.sagaId.getLeastSignificantBits() * 31 + step.name().hashCode() + attempt;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return (hash >>> 11) / (double) (1L << 52) - 1.0;
  }
}
