package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.Step.ForEach;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A step that runs once for every element of a list: each element has its own command, attempts
/// and compensation, and the step is through when all of them are.
final class Expansion {

  private Expansion() {}

  /// Takes the list as it now is and starts the first elements.
  static boolean expand(Turn turn, Step step, Places places) {
    ForEach forEach = Objects.requireNonNull(step.forEach());
    StateScope scope = new StateScope(turn.definition, turn.state(), null);
    if (!(forEach.items().render(scope) instanceof List<?> items)) {
      Failure failure = new Failure("for_each_no_list", "'forEach' gave no list to run over");
      Settling.fail(turn, step.name(), failure, false);
      return true;
    }
    if (items.size() > ForEach.ITEMS_MAX) {
      String message =
          "'forEach' gave %d elements; at most %d are allowed"
              .formatted(items.size(), ForEach.ITEMS_MAX);
      Settling.fail(turn, step.name(), new Failure("for_each_too_many", message), false);
      return true;
    }
    if (items.isEmpty()) {
      turn.emit(new SagaEvent.StepSucceeded(step.name(), Map.of("count", 0, "items", List.of())));
      return true;
    }
    turn.emit(new SagaEvent.StepExpanded(step.name(), items.size()));
    return advance(turn, step, places);
  }

  /// Starts elements while there is room; true when all of them are through.
  static boolean advance(Turn turn, Step step, Places places) {
    List<StepState> items = turn.state().steps().itemsOf(turn.step(step.name()));
    Failure failure = null;
    boolean through = true;
    boolean waited = false;
    int room = Objects.requireNonNull(step.forEach()).maxConcurrent();
    for (StepState item : items) {
      through &= item.isThrough();
      waited |= Progress.hasWaited(item);
      room -= isUnderWay(item) ? 1 : 0;
      if (item.execute().phase() == Phase.FAILED && failure == null) {
        failure = item.execute().failure();
      }
    }
    if (through) {
      end(turn, step, items.size(), failure);
    } else if (room > 0 || waited) {
      start(turn, items, room, places);
    }
    return through;
  }

  /// How many more elements may be under way, be it forward or back.
  static int room(Turn turn, Step step) {
    int room = Objects.requireNonNull(step.forEach()).maxConcurrent();
    for (StepState item : turn.state().steps().itemsOf(turn.step(step.name()))) {
      room -= isUnderWay(item) ? 1 : 0;
    }
    return room;
  }

  private static boolean isUnderWay(StepState item) {
    return item.execute().isActive() || item.compensate().isTrying();
  }

  /// An element that has waited for a signal has kept its room.
  private static void start(Turn turn, List<StepState> items, int free, Places places) {
    int room = free;
    for (StepState item : items) {
      boolean begins = item.execute().phase() == Phase.IDLE && room > 0;
      if (begins || Progress.hasWaited(item)) {
        if (!places.take()) {
          return;
        }
        turn.startAttempt(item.name(), Direction.EXECUTE);
        room -= begins ? 1 : 0;
      }
    }
  }

  private static void end(Turn turn, Step step, int count, @Nullable Failure failure) {
    if (failure == null) {
      turn.emit(new SagaEvent.StepSucceeded(step.name(), Map.of("count", count)));
    } else {
      turn.emit(new SagaEvent.StepFailed(step.name(), failure, false));
    }
  }
}
