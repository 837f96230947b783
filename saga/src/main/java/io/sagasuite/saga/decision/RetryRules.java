package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.OperatorAction.Retry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Trying again because a person says so: what is parked or has failed gets all its attempts anew,
/// and what waits for its next attempt does not wait any longer.
final class RetryRules {

  private RetryRules() {}

  private record Place(String step, Direction direction) {}

  static @Nullable String retry(Turn turn, SagaInput.OperatorActs input, Retry retry) {
    String unknown = OperatorRules.unknownStep(turn, retry.step());
    if (unknown != null) {
      return unknown;
    }
    List<Place> again = places(turn.state(), retry.step());
    boolean whole = retry.step() == null && turn.state().status() == SagaStatus.FAILED;
    if (again.isEmpty() && !whole) {
      return retry.step() == null
          ? "no step is parked, has failed or waits for its next attempt"
          : "step '%s' is %s; only one that is parked, has failed or waits for its next attempt"
                  .formatted(retry.step(), turn.step(retry.step()).status().wire())
              + " can be tried again";
    }
    OperatorRules.audit(turn, input, retry.step());
    again.forEach(place -> tryAgain(turn, place));
    revive(turn);
    return null;
  }

  /// Everything that failed is tried again because the parent saga asks for another attempt.
  static void tryFailed(Turn turn) {
    places(turn.state(), null).forEach(place -> tryAgain(turn, place));
    revive(turn);
  }

  private static List<Place> places(SagaState state, @Nullable String only) {
    List<Place> places = new ArrayList<>();
    for (StepState step : state.steps()) {
      if (only == null || only.equals(step.name())) {
        for (Direction direction : Direction.values()) {
          if (canBeRetried(state, step, direction)) {
            places.add(new Place(step.name(), direction));
          }
        }
      }
    }
    return places;
  }

  private static boolean canBeRetried(SagaState state, StepState step, Direction direction) {
    return switch (step.leg(direction).phase()) {
      case PARKED, BACKING_OFF -> true;
      case FAILED ->
          state.status() == SagaStatus.FAILED && direction == Direction.EXECUTE && !isUndone(step);
      case IDLE, WAITING, IN_FLIGHT, SUCCEEDED, SKIPPED -> false;
    };
  }

  /// What was undone stays undone: its participant refuses the command from then on.
  private static boolean isUndone(StepState step) {
    return step.compensate().phase() != Phase.IDLE;
  }

  private static void tryAgain(Turn turn, Place place) {
    if (turn.step(place.step()).leg(place.direction()).phase() == Phase.BACKING_OFF) {
      turn.startAttempt(place.step(), place.direction());
    } else {
      turn.emit(new SagaEvent.StepReset(place.step(), place.direction()));
    }
  }

  /// A parked or failed saga goes on, with everything that was skipped for the failure's sake.
  static void revive(Turn turn) {
    SagaStatus before = turn.state().status();
    if (before == SagaStatus.PARKED || before == SagaStatus.FAILED) {
      for (StepState step : turn.state().steps()) {
        Leg leg = step.execute();
        boolean forItsSake = leg.phase() == Phase.SKIPPED && leg.failure() != null;
        if (before == SagaStatus.FAILED && forItsSake && !isUndone(step)) {
          turn.emit(new SagaEvent.StepReset(step.name(), Direction.EXECUTE));
        }
      }
      turn.emit(new SagaEvent.SagaResumed(OperatorRules.direction(turn)));
      if (before == SagaStatus.FAILED) {
        turn.emit(new SagaEvent.DeadlineMoved(turn.now.plus(turn.definition.deadline())));
      }
    }
  }
}
