package io.sagasuite.saga.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The steps of one saga in the order of its definition, the elements of an expanded step right
/// behind it. Immutable; a copy with one changed step shares the index of names, so that sagas of
/// thousands of steps stay cheap to move.
public final class Steps implements Iterable<StepState> {

  private final StepState[] states;
  private final Map<String, Integer> places;

  private Steps(StepState[] states, Map<String, Integer> places) {
    this.states = states;
    this.places = places;
  }

  /// These steps, in this order.
  public static Steps of(List<StepState> states) {
    Map<String, Integer> places = HashMap.newHashMap(states.size());
    for (int place = 0; place < states.size(); place++) {
      places.put(states.get(place).name(), place);
    }
    return new Steps(states.toArray(StepState[]::new), places);
  }

  /// The step or element of that name, or null when there is none.
  public @Nullable StepState find(String name) {
    Integer place = places.get(name);
    return place == null ? null : states[place];
  }

  /// The elements of a step, none when it was not expanded. A copy: to go over it is cheaper than
  /// to go over a view of a view, and there may be very many.
  public List<StepState> itemsOf(StepState step) {
    Integer place = places.get(step.name());
    return place == null || step.items() == 0
        ? List.of()
        : Arrays.asList(Arrays.copyOfRange(states, place + 1, place + 1 + step.items()));
  }

  /// How many steps and elements there are.
  public int size() {
    return states.length;
  }

  /// In order.
  public Stream<StepState> stream() {
    return Arrays.stream(states);
  }

  @Override
  public Iterator<StepState> iterator() {
    return Arrays.asList(states).iterator();
  }

  /// Last first.
  Iterable<StepState> reversed() {
    return Arrays.asList(states).reversed();
  }

  Steps with(StepState changed) {
    Integer place = places.get(changed.name());
    if (place == null) {
      throw new IllegalArgumentException("there is no step '" + changed.name() + "'");
    }
    StepState[] copy = states.clone();
    copy[place] = changed;
    return new Steps(copy, places);
  }

  /// With elements behind a step.
  Steps expanded(String step, int count) {
    List<StepState> all = new ArrayList<>(states.length + count);
    for (StepState state : states) {
      all.add(state.name().equals(step) ? state.withItems(count) : state);
      if (state.name().equals(step)) {
        for (int index = 0; index < count; index++) {
          all.add(StepState.pending(StepState.elementName(step, index)));
        }
      }
    }
    return of(all);
  }

  /// As before the first step, without elements.
  Steps renewed() {
    return of(
        stream()
            .filter(state -> state.name().equals(state.step()))
            .map(state -> StepState.pending(state.name()))
            .toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps steps && Arrays.equals(states, steps.states);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(states);
  }

  @Override
  public String toString() {
    return Arrays.toString(states);
  }
}
