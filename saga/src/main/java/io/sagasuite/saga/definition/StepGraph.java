package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Who waits for whom among the steps of a definition, both ways and transitively. One bit per
/// pair, so that a definition of a thousand steps stays small.
public final class StepGraph {

  private final List<Step> steps;
  private final Map<String, Integer> places;
  private final BitSet[] ancestors;
  private final BitSet[] descendants;
  private final Map<String, List<String>> covered = new HashMap<>();
  private final List<Step> inOrder;

  private StepGraph(List<Step> steps) {
    this.steps = steps;
    this.places = HashMap.newHashMap(steps.size());
    for (int place = 0; place < steps.size(); place++) {
      places.put(steps.get(place).name(), place);
    }
    this.ancestors = new BitSet[steps.size()];
    this.descendants = new BitSet[steps.size()];
    for (int place = 0; place < steps.size(); place++) {
      descendants[place] = new BitSet();
    }
    this.inOrder = new ArrayList<>(steps.size());
    for (int place = 0; place < steps.size(); place++) {
      visit(place);
    }
  }

  /// The graph of acyclic steps.
  static StepGraph of(List<Step> steps) {
    return new StepGraph(steps);
  }

  /// Depth first without recursion: a chain of steps may be longer than a thread's stack.
  private void visit(int first) {
    List<Integer> path = new ArrayList<>();
    path.add(first);
    while (!path.isEmpty()) {
      int place = path.getLast();
      int before = ancestors[place] == null ? firstUnvisited(place) : -1;
      if (before >= 0) {
        path.add(before);
      } else {
        path.removeLast();
        if (ancestors[place] == null) {
          finish(place);
        }
      }
    }
  }

  private int firstUnvisited(int place) {
    for (String need : steps.get(place).needs()) {
      Integer needed = places.get(need);
      if (needed != null && ancestors[needed] == null) {
        return needed;
      }
    }
    return -1;
  }

  private void finish(int place) {
    Step step = steps.get(place);
    BitSet all = new BitSet();
    for (String need : step.needs()) {
      Integer needed = places.get(need);
      if (needed != null) {
        all.set(needed);
        all.or(ancestors[needed]);
      }
    }
    ancestors[place] = all;
    all.stream().forEach(ancestor -> descendants[ancestor].set(place));
    inOrder.add(step);
    if (step.action() instanceof Action.CoveredBy by) {
      covered.computeIfAbsent(by.step(), _ -> new ArrayList<>(1)).add(step.name());
    }
  }

  /// Every step that must be through before this one starts.
  public Stream<String> ancestors(String step) {
    return names(ancestors, step);
  }

  /// Every step that starts only after this one is through.
  public Stream<String> descendants(String step) {
    return names(descendants, step);
  }

  /// True when `step` waits for `ancestor`, directly or not.
  public boolean isAncestor(String ancestor, String step) {
    Integer before = places.get(ancestor);
    Integer after = places.get(step);
    return before != null && after != null && ancestors[after].get(before);
  }

  /// The steps that are decided by this step's reply.
  public List<String> coveredBy(String step) {
    return covered.getOrDefault(step, List.of());
  }

  /// The steps so that each stands behind all that it needs, otherwise in the document's order.
  public List<Step> inOrder() {
    return inOrder;
  }

  private Stream<String> names(BitSet[] sets, String step) {
    Integer place = places.get(step);
    return place == null
        ? Stream.empty()
        : sets[place].stream().mapToObj(index -> steps.get(index).name());
  }
}
