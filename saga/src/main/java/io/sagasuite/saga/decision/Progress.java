package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.Step;
import java.util.List;

/// What follows from a saga's state whatever brought it about: steps that have become ready start,
/// effects that have become free are undone, and a saga with nothing left to do ends.
final class Progress {

  private Progress() {}

  static void advance(Turn turn) {
    if (turn.state().nextRoundAt() != null) {
      Rounds.endIfOver(turn);
    } else if (turn.state().status() == SagaStatus.RUNNING) {
      forward(turn);
    }
    if (turn.state().status() == SagaStatus.COMPENSATING) {
      Undoing.advance(turn);
    }
  }

  private static void forward(Turn turn) {
    while (turn.state().goesForward() && startReadySteps(turn)) {
      // steps that need no message succeed at once and may make others ready
    }
    if (turn.state().status() != SagaStatus.RUNNING) {
      return;
    }
    boolean settled = Undoing.fenceFailedSteps(turn);
    if (turn.state().isStopping()) {
      stop(turn, settled);
    } else if (settled && turn.state().steps().stream().allMatch(StepState::isThrough)) {
      Rounds.complete(turn);
    } else {
      parkWhenStuck(turn);
    }
  }

  private static void stop(Turn turn, boolean settled) {
    SagaState.StepFailure why = turn.state().failure();
    boolean moving = turn.state().steps().stream().anyMatch(StepState::isMoving);
    if (settled && !moving && why != null) {
      turn.emit(new SagaEvent.SagaFailed(why.step(), why.failure()));
    } else {
      parkWhenStuck(turn);
    }
  }

  private static boolean startReadySteps(Turn turn) {
    boolean finishedOne = false;
    Places places = Places.of(turn);
    for (Step step : turn.definition.startOrder()) {
      if (!turn.state().goesForward()) {
        return true;
      }
      StepState state = turn.step(step.name());
      if (state.items() > 0 && state.execute().phase() == Phase.WAITING) {
        finishedOne |= Expansion.advance(turn, step, places);
      } else if (hasWaited(state)) {
        finishedOne |= Starting.begin(turn, step, places);
      } else if (state.execute().phase() == Phase.IDLE && needsAreThrough(turn, step)) {
        finishedOne |= start(turn, step, places);
      }
    }
    return finishedOne;
  }

  /// True when the step's wait is over and it only needs a free place.
  static boolean hasWaited(StepState state) {
    Leg leg = state.execute();
    return leg.phase() == Phase.WAITING && leg.signal() == null && leg.dueAt() == null;
  }

  /// A step that a person skips early does not let those go ahead that need it.
  private static boolean needsAreThrough(Turn turn, Step step) {
    boolean skipped = false;
    for (String need : step.needs()) {
      StepState state = turn.step(need);
      if (!state.isThrough()) {
        return false;
      }
      skipped |= state.execute().phase() == Phase.SKIPPED;
    }
    return !skipped
        || turn.definition
            .graph()
            .ancestors(step.name())
            .allMatch(ancestor -> turn.step(ancestor).isThrough());
  }

  private static boolean start(Turn turn, Step step, Places places) {
    for (String need : step.needs()) {
      if (blocks(turn, need)) {
        String why = "it needs '" + need + "', which did not succeed";
        turn.emit(new SagaEvent.StepSkipped(step.name(), why, true, null));
        return true;
      }
    }
    return Starting.start(turn, step, places);
  }

  /// True when a step that is through keeps those from running that need it.
  private static boolean blocks(Turn turn, String need) {
    Leg leg = turn.step(need).execute();
    return switch (leg.phase()) {
      case FAILED -> Weight.of(turn.definition, need) != OnFailure.CONTINUE;
      case SKIPPED -> leg.failure() != null;
      case IDLE, WAITING, IN_FLIGHT, BACKING_OFF, SUCCEEDED, PARKED -> false;
    };
  }

  /// Parks the saga when a step is parked and nothing else can move.
  static void parkWhenStuck(Turn turn) {
    Steps steps = turn.state().steps();
    if (steps.stream().anyMatch(StepState::isMoving)) {
      return;
    }
    for (StepState step : steps) {
      for (Direction direction : List.of(Direction.EXECUTE, Direction.COMPENSATE)) {
        Leg leg = step.leg(direction);
        if (leg.phase() == Phase.PARKED && leg.failure() != null) {
          turn.emit(new SagaEvent.SagaParked(step.name(), leg.failure()));
          return;
        }
      }
    }
  }
}
