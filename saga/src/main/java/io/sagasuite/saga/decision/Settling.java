package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an attempt ends: with success, with another attempt to come, or for good.
final class Settling {

  private Settling() {}

  /// The step took effect; what it did not declare, nobody may refer to.
  static void succeed(Turn turn, String name, Map<String, Object> output) {
    Step step = turn.definitionOf(name);
    for (String covered : openCovered(turn, name)) {
      turn.emit(new SagaEvent.StepSucceeded(covered, Map.of()));
    }
    turn.emit(new SagaEvent.StepSucceeded(name, declared(step, output)));
  }

  private static Map<String, Object> declared(Step step, Map<String, Object> output) {
    if (step.outputs() == null || step.outputs().containsAll(output.keySet())) {
      return output;
    }
    Map<String, Object> declared = new LinkedHashMap<>(output);
    declared.keySet().retainAll(step.outputs());
    return declared;
  }

  /// An attempt of the forward command failed, or ran out of time with `outcomeUnknown`.
  static void failAttempt(
      Turn turn, String name, Failure failure, boolean mayRetry, boolean outcomeUnknown) {
    Step step = turn.definitionOf(name);
    Leg leg = turn.step(name).execute();
    boolean attemptsLeft = leg.countedAttempts() < step.retry().maxAttempts();
    Instant retryAt = retryAt(turn, name, step.retry(), leg.countedAttempts());
    Instant end = turn.totalEndsAt(step, leg);
    boolean timeLeft = end == null || retryAt.isBefore(end);
    if (mayRetry && turn.state().goesForward() && attemptsLeft && timeLeft) {
      turn.emit(
          new SagaEvent.RetryScheduled(
              name, Direction.EXECUTE, leg.attempt(), retryAt, failure, outcomeUnknown));
    } else {
      fail(turn, name, failure, outcomeUnknown);
    }
  }

  /// An attempt of the compensating command failed or ran out of time.
  static void failCompensation(Turn turn, String name, Failure failure, boolean outcomeUnknown) {
    RetryPolicy policy = turn.definitionOf(name).compensationRetry();
    Leg leg = turn.step(name).compensate();
    if (leg.countedAttempts() < policy.maxAttempts()) {
      Instant retryAt = retryAt(turn, name, policy, leg.countedAttempts());
      turn.emit(
          new SagaEvent.RetryScheduled(
              name, Direction.COMPENSATE, leg.attempt(), retryAt, failure, outcomeUnknown));
    } else {
      turn.emit(new SagaEvent.StepParked(name, Direction.COMPENSATE, failure, outcomeUnknown));
    }
  }

  /// After the pivot there is no way back, and a pivot that may have happened is such a point too.
  private static boolean mustNotFail(Turn turn, Step step, boolean outcomeUnknown) {
    if (turn.state().turnReason() != null || !step.isRequired()) {
      return false;
    }
    return switch (step.kind()) {
      case RETRIABLE -> true;
      case PIVOT -> outcomeUnknown;
      case COMPENSATABLE ->
          turn.definition.policy().rollbackOnFailure() && DueTimeRules.isPastNoReturn(turn);
    };
  }

  /// The step fails for good, and the saga with it unless the step is optional; where nothing may
  /// fail any more, it is parked.
  static void fail(Turn turn, String name, Failure failure, boolean outcomeUnknown) {
    if (mustNotFail(turn, turn.definitionOf(name), outcomeUnknown)) {
      turn.emit(new SagaEvent.StepParked(name, Direction.EXECUTE, failure, outcomeUnknown));
      return;
    }
    String failed = name;
    boolean stepItselfFails = true;
    for (String covered : openCovered(turn, name)) {
      if (!outcomeUnknown && isDecidedBy(turn, covered, failure)) {
        turn.emit(new SagaEvent.StepFailed(covered, failure, false));
        failed = covered;
        stepItselfFails = false;
      } else {
        turn.emit(new SagaEvent.StepSkipped(covered, name + " failed", true, null));
      }
    }
    if (stepItselfFails) {
      turn.emit(new SagaEvent.StepFailed(name, failure, outcomeUnknown));
    } else {
      turn.emit(new SagaEvent.StepSkipped(name, failed + " failed", true, null));
    }
    stopIfRequired(turn, failed, failure);
  }

  /// The steps that this one's reply decides, but for those that a person has skipped.
  private static List<String> openCovered(Turn turn, String name) {
    return turn.definition.graph().coveredBy(name).stream()
        .filter(covered -> !turn.step(covered).isThrough())
        .toList();
  }

  private static void stopIfRequired(Turn turn, String failed, Failure failure) {
    if (Weight.of(turn.definition, failed) != OnFailure.STOP
        || turn.state().turnReason() != null
        || turn.state().isStopping()) {
      return;
    }
    if (turn.definition.policy().rollbackOnFailure()) {
      turn.turnBack(TurnReason.FAILED, failed, failure);
    } else {
      turn.stop(failed, failure);
    }
  }

  private static boolean isDecidedBy(Turn turn, String covered, Failure failure) {
    return turn.definition.step(covered).action() instanceof Action.CoveredBy by
        && by.codes().contains(failure.code());
  }

  /// Waits for the signal and then tries again, or tries again at once when it has come before.
  static void awaitSignal(Turn turn, String name, String signal, @Nullable Instant until) {
    turn.emit(new SagaEvent.StepWaiting(name, signal, until));
    Signals.deliver(turn, name);
  }

  private static Instant retryAt(Turn turn, String name, RetryPolicy policy, int attempt) {
    return turn.now.plus(policy.waitAfter(Math.max(attempt, 1), spread(turn, name, attempt)));
  }

  /// Spreads waits over [-1, 1] without randomness, so that a decision can be repeated.
  private static double spread(Turn turn, String name, int attempt) {
    long hash = turn.sagaId.getLeastSignificantBits() * 31 + name.hashCode() + attempt;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return (hash >>> 11) / (double) (1L << 52) - 1.0;
  }
}
