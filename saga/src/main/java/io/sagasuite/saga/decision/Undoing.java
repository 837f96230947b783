package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How effects are undone: each only after everything that was built on it, independent ones side
/// by side, and an effect that cannot be ruled out like one that is certain.
final class Undoing {

  private final Turn turn;
  private final Places places;
  private final Map<String, Boolean> free = new HashMap<>();
  private final Map<String, Integer> room = new HashMap<>();

  private Undoing(Turn turn) {
    this.turn = turn;
    this.places = Places.of(turn);
  }

  /// Undoes what is free to be undone; ends the saga when nothing is left.
  static void advance(Turn turn) {
    Undoing undoing = new Undoing(turn);
    boolean settled = true;
    for (Step step : turn.definition.steps().reversed()) {
      StepState state = turn.step(step.name());
      settled &= state.items() == 0 ? undoing.advance(step, state) : undoing.items(step, state);
    }
    if (settled) {
      Rounds.compensated(turn, Objects.requireNonNull(turn.state().turnReason()));
    } else {
      Progress.parkWhenStuck(turn);
    }
  }

  /// True when nothing is left to do for the step or element.
  private boolean advance(Step step, StepState state) {
    if (state.execute().isActive()) {
      return false;
    }
    boolean needed = needsUndoing(turn, step, state);
    if (needed && state.compensate().phase() == Phase.IDLE && isFree(step.name())) {
      start(step, state);
    }
    return !needed;
  }

  /// True when nothing is left to do for any element; those for which there is no room are not even
  /// looked at, for there may be very many.
  private boolean items(Step step, StepState state) {
    boolean settled = true;
    for (StepState item : turn.state().steps().itemsOf(state).reversed()) {
      settled &= advance(step, item);
      if (!settled && room.getOrDefault(step.name(), 1) <= 0) {
        return false;
      }
    }
    return settled;
  }

  /// An optional step that may have taken effect although it failed is undone while the saga goes
  /// on; true when nothing of the kind is left to do.
  static boolean fenceFailedSteps(Turn turn) {
    Undoing undoing = new Undoing(turn);
    boolean settled = true;
    for (StepState state : turn.state().steps()) {
      boolean failed = state.execute().phase() == Phase.FAILED && state.execute().unknown();
      if (!failed) {
        continue;
      }
      Step step = turn.definitionOf(state.name());
      if (!step.isRequired() && needsUndoing(turn, step, state)) {
        settled = false;
        if (state.compensate().phase() == Phase.IDLE) {
          undoing.start(step, state);
        }
      }
    }
    return settled;
  }

  private void start(Step step, StepState state) {
    if (step.forEach() == null) {
      if (places.take()) {
        turn.startAttempt(state.name(), Direction.COMPENSATE);
      }
      return;
    }
    int left = room.computeIfAbsent(step.name(), _ -> Expansion.room(turn, step));
    if (left > 0 && places.take()) {
      room.put(step.name(), left - 1);
      turn.startAttempt(state.name(), Direction.COMPENSATE);
    }
  }

  /// An effect is undone only after everything that was built on it.
  private boolean isFree(String step) {
    return free.computeIfAbsent(
        step,
        name ->
            turn.definition
                .graph()
                .descendants(name)
                .map(turn::step)
                .allMatch(this::isSettledWithItems));
  }

  private boolean isSettledWithItems(StepState state) {
    Step step = turn.definition.step(state.name());
    return state.items() == 0
        ? isSettled(step, state)
        : turn.state().steps().itemsOf(state).stream().allMatch(item -> isSettled(step, item));
  }

  private boolean isSettled(Step step, StepState state) {
    return !state.execute().isActive() && !needsUndoing(turn, step, state);
  }

  private static boolean needsUndoing(Turn turn, Step step, StepState state) {
    if (state.items() > 0 || !state.mayBeEffective()) {
      return false;
    }
    Phase undo = state.compensate().phase();
    return undo != Phase.SUCCEEDED
        && undo != Phase.SKIPPED
        && step.isUndoable()
        && !turn.state().kept().contains(step.name());
  }
}
