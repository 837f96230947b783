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
    for (StepState state : turn.state().steps().reversed()) {
      settled &= isSettled(turn, state);
      if (needsUndoing(turn, state)
          && state.compensate().phase() == Phase.IDLE
          && !state.execute().isActive()
          && undoing.isFree(state.step())) {
        undoing.start(state);
      }
    }
    if (settled) {
      Rounds.compensated(turn, Objects.requireNonNull(turn.state().turnReason()));
    } else {
      Progress.parkWhenStuck(turn);
    }
  }

  /// An optional step that may have taken effect although it failed is undone while the saga goes
  /// on; true when nothing of the kind is left to do.
  static boolean fenceFailedSteps(Turn turn) {
    Undoing undoing = new Undoing(turn);
    boolean settled = true;
    for (StepState state : turn.state().steps()) {
      boolean failed = state.execute().phase() == Phase.FAILED && state.execute().unknown();
      boolean optional = failed && !turn.definitionOf(state.name()).isRequired();
      if (optional && needsUndoing(turn, state)) {
        settled = false;
        if (state.compensate().phase() == Phase.IDLE) {
          undoing.start(state);
        }
      }
    }
    return settled;
  }

  private void start(StepState state) {
    Step step = turn.definitionOf(state.name());
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
                .allMatch(dependent -> isSettledWithItems(turn, dependent)));
  }

  private static boolean isSettledWithItems(Turn turn, StepState state) {
    return isSettled(turn, state)
        && turn.state().steps().itemsOf(state).stream().allMatch(item -> isSettled(turn, item));
  }

  static boolean isSettled(Turn turn, StepState state) {
    boolean executes = state.items() == 0 && state.execute().isActive();
    return !executes && !needsUndoing(turn, state);
  }

  static boolean needsUndoing(Turn turn, StepState state) {
    if (state.items() > 0 || !state.mayBeEffective()) {
      return false;
    }
    Phase undo = state.compensate().phase();
    return undo != Phase.SUCCEEDED
        && undo != Phase.SKIPPED
        && turn.definitionOf(state.name()).isUndoable()
        && !turn.state().kept().contains(state.step());
  }
}
