package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Condition;
import io.sagasuite.saga.definition.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How a step begins that has become ready: its condition, its delay, then what it does. Each
/// method tells whether the step is through, so that others may have become ready.
final class Starting {

  private Starting() {}

  static boolean start(Turn turn, Step step, Places places) {
    if (step.action() instanceof Action.CoveredBy by) {
      return skipWithItsCover(turn, step, by);
    }
    if (step.when() != null) {
      try {
        if (!step.when().holds(new StateScope(turn.definition, turn.state(), null))) {
          String why = "its condition does not hold: " + step.when().text();
          turn.emit(new SagaEvent.StepSkipped(step.name(), why, false, null));
          return true;
        }
      } catch (Condition.ConditionFailedException e) {
        String why = String.valueOf(e.getMessage());
        Settling.fail(turn, step.name(), new Failure("condition_failed", why), false);
        return true;
      }
    }
    Duration wait = step.timing().delay();
    if (!step.needs().isEmpty()) {
      wait = wait.plus(turn.definition.policy().waitBetweenSteps());
    }
    if (wait.isPositive()) {
      turn.emit(new SagaEvent.StepWaiting(step.name(), null, turn.now.plus(wait)));
      return false;
    }
    return begin(turn, step, places);
  }

  /// A covered step is decided by its cover's reply; without one it does not run either.
  private static boolean skipWithItsCover(Turn turn, Step step, Action.CoveredBy by) {
    StepState cover = turn.step(by.step());
    boolean isThrough = cover.isThrough();
    if (isThrough) {
      boolean blocking =
          cover.execute().phase() == Leg.Phase.FAILED || cover.execute().failure() != null;
      String why = by.step() + " did not run";
      turn.emit(new SagaEvent.StepSkipped(step.name(), why, blocking, null));
    }
    return isThrough;
  }

  static boolean begin(Turn turn, Step step, Places places) {
    if (step.forEach() != null) {
      return Expansion.expand(turn, step, places);
    }
    return switch (step.action()) {
      case Action.Command _, Action.RunSaga _ -> {
        if (places.take()) {
          turn.startAttempt(step.name(), Direction.EXECUTE);
        }
        yield false;
      }
      case Action.AwaitSignal await -> {
        Duration timeout = step.timing().timeout();
        Instant until = timeout == null ? null : turn.now.plus(timeout);
        Settling.awaitSignal(turn, step.name(), await.signal(), until);
        yield turn.step(step.name()).isThrough();
      }
      case Action.Validate _ -> {
        Settling.succeed(turn, step.name(), Map.of());
        yield true;
      }
      case Action.Publish publish -> {
        Map<String, Object> data = SagaEffects.render(turn.definition, turn.state(), step.input());
        turn.emit(
            new SagaEvent.EventPublished(step.name(), publish.event(), publish.topic(), data));
        Settling.succeed(turn, step.name(), Map.of());
        yield true;
      }
      case Action.CoveredBy _ -> false;
    };
  }
}
