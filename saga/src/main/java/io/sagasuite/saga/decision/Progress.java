package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import java.util.List;
import java.util.Map;

/// What follows from a saga's state whatever brought it about: steps that have become ready start,
/// effects that have become free are undone, and a saga with nothing left to do ends.
final class Progress {

  private Progress() {}

  static void advance(Turn turn) {
    switch (turn.state().status()) {
      case RUNNING -> forward(turn);
      case COMPENSATING -> backward(turn);
      case PAUSED, PARKED, COMPLETED, COMPENSATED, FAILED -> {}
    }
  }

  private static void forward(Turn turn) {
    while (startReadySteps(turn)) {
      // steps that need no message succeed at once and may make others ready
    }
    List<StepState> steps = turn.state().steps();
    if (steps.stream().allMatch(Progress::isThrough)) {
      Map<String, Object> output =
          SagaEffects.render(turn.definition, turn.state(), turn.definition.output());
      turn.emit(new SagaEvent.SagaCompleted(output));
    } else {
      parkWhenStuck(turn);
    }
  }

  private static boolean isThrough(StepState step) {
    return step.execute().phase() == Phase.SUCCEEDED || step.execute().phase() == Phase.SKIPPED;
  }

  private static boolean startReadySteps(Turn turn) {
    boolean finishedOne = false;
    for (Step step : turn.definition.steps()) {
      if (isReady(turn, step)) {
        finishedOne |= start(turn, step);
      }
    }
    return finishedOne;
  }

  private static boolean isReady(Turn turn, Step step) {
    return turn.step(step.name()).execute().phase() == Phase.IDLE
        && step.needs().stream().allMatch(need -> isThrough(turn.step(need)));
  }

  /// Starts the step; true when it is already done.
  private static boolean start(Turn turn, Step step) {
    return switch (step.action()) {
      case Action.Command command -> {
        turn.startAttempt(step, Direction.EXECUTE);
        yield false;
      }
      case Action.CoveredBy _, Action.AwaitSignal _, Action.RunSaga _ -> false;
      case Action.Validate validate -> {
        turn.emit(new SagaEvent.StepSucceeded(step.name(), Map.of()));
        yield true;
      }
      case Action.Publish publish -> {
        Map<String, Object> data = SagaEffects.render(turn.definition, turn.state(), step.input());
        turn.emit(
            new SagaEvent.EventPublished(step.name(), publish.event(), publish.topic(), data));
        turn.emit(new SagaEvent.StepSucceeded(step.name(), Map.of()));
        yield true;
      }
    };
  }

  private static void backward(Turn turn) {
    for (Step step : turn.definition.steps().reversed()) {
      StepState state = turn.step(step.name());
      if (needsUndoing(step, state)
          && state.compensate().phase() == Phase.IDLE
          && !state.execute().isActive()
          && isFree(turn, step)) {
        turn.startAttempt(step, Direction.COMPENSATE);
      }
    }
    if (turn.definition.steps().stream().allMatch(step -> isSettled(turn, step.name()))) {
      turn.emit(new SagaEvent.SagaCompensated(turnReason(turn)));
    } else {
      parkWhenStuck(turn);
    }
  }

  /// An effect is undone only after everything that was built on it.
  private static boolean isFree(Turn turn, Step step) {
    return turn.definition
        .graph()
        .descendants(step.name())
        .allMatch(dependent -> isSettled(turn, dependent));
  }

  private static boolean isSettled(Turn turn, String name) {
    StepState state = turn.step(name);
    return !state.execute().isActive() && !needsUndoing(turn.definition.step(name), state);
  }

  private static boolean needsUndoing(Step step, StepState state) {
    return step.isUndoable()
        && state.mayBeEffective()
        && state.compensate().phase() != Phase.SUCCEEDED;
  }

  private static TurnReason turnReason(Turn turn) {
    TurnReason reason = turn.state().turnReason();
    return reason == null ? TurnReason.FAILED : reason;
  }

  /// Parks the saga when a step is parked and nothing else can move.
  private static void parkWhenStuck(Turn turn) {
    List<StepState> steps = turn.state().steps();
    if (steps.stream().anyMatch(s -> s.execute().isActive() || s.compensate().isActive())) {
      return;
    }
    for (StepState step : steps) {
      for (Direction direction : Direction.values()) {
        Leg leg = step.leg(direction);
        if (leg.phase() == Phase.PARKED && leg.failure() != null) {
          turn.emit(new SagaEvent.SagaParked(step.name(), leg.failure()));
          return;
        }
      }
    }
  }
}
