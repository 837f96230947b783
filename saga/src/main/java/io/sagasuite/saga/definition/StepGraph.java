package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who waits for whom among the steps of a definition, both ways and transitively.
public final class StepGraph {

  private final Map<String, Set<String>> ancestors;
  private final Map<String, Set<String>> descendants;
  private final Map<String, List<String>> covered;

  private StepGraph(
      Map<String, Set<String>> ancestors,
      Map<String, Set<String>> descendants,
      Map<String, List<String>> covered) {
    this.ancestors = ancestors;
    this.descendants = descendants;
    this.covered = covered;
  }

  /// The graph of acyclic steps.
  static StepGraph of(List<Step> steps) {
    Map<String, Step> byName = new HashMap<>();
    steps.forEach(step -> byName.put(step.name(), step));
    Map<String, Set<String>> ancestors = new HashMap<>();
    Map<String, Set<String>> descendants = new HashMap<>();
    Map<String, List<String>> covered = new HashMap<>();
    for (Step step : steps) {
      descendants.computeIfAbsent(step.name(), name -> new LinkedHashSet<>());
      for (String ancestor : ancestorsOf(step, byName, ancestors)) {
        descendants.computeIfAbsent(ancestor, name -> new LinkedHashSet<>()).add(step.name());
      }
      if (step.action() instanceof Action.CoveredBy by) {
        covered.computeIfAbsent(by.step(), name -> new ArrayList<>()).add(step.name());
      }
    }
    return new StepGraph(ancestors, descendants, covered);
  }

  private static Set<String> ancestorsOf(
      Step step, Map<String, Step> byName, Map<String, Set<String>> known) {
    Set<String> found = known.get(step.name());
    if (found != null) {
      return found;
    }
    Set<String> all = new LinkedHashSet<>();
    for (String need : step.needs()) {
      Step needed = byName.get(need);
      if (needed != null && all.add(need)) {
        all.addAll(ancestorsOf(needed, byName, known));
      }
    }
    known.put(step.name(), all);
    return all;
  }

  /// Every step that must have succeeded before this one starts.
  public Set<String> ancestors(String step) {
    return ancestors.getOrDefault(step, Set.of());
  }

  /// Every step that starts only after this one has succeeded.
  public Set<String> descendants(String step) {
    return descendants.getOrDefault(step, Set.of());
  }

  /// The steps that are decided by this step's reply.
  public List<String> coveredBy(String step) {
    return covered.getOrDefault(step, List.of());
  }
}
