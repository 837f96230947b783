package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds steps that wait for themselves, directly or round a circle. Walks without recursion: a
/// chain of steps may be longer than a thread's stack.
final class CycleFinder {

  /// Most steps of one circle that its violation names.
  private static final int NAMED_MAX = 20;

  private final Map<String, Step> steps;
  private final Violations violations;
  private final Set<String> finished = new HashSet<>();
  private final LinkedHashSet<String> path = new LinkedHashSet<>();
  private final List<Iterator<String>> open = new ArrayList<>();
  private boolean acyclic = true;

  CycleFinder(Map<String, Step> steps, Violations violations) {
    this.steps = steps;
    this.violations = violations;
  }

  /// True when no step waits for itself; each circle found is a violation.
  boolean isAcyclic() {
    for (String name : steps.keySet()) {
      enter(name);
      while (!open.isEmpty()) {
        Iterator<String> needs = open.getLast();
        if (needs.hasNext()) {
          enter(needs.next());
        } else {
          open.removeLast();
          finished.add(path.removeLast());
        }
      }
    }
    return acyclic;
  }

  private void enter(String name) {
    Step step = steps.get(name);
    if (step == null || finished.contains(name)) {
      return;
    }
    if (path.add(name)) {
      open.add(waitsFor(step).iterator());
    } else {
      acyclic = false;
      refuse(name);
    }
  }

  /// A covered step is decided together with the step that covers it, so it waits for that one too.
  private static List<String> waitsFor(Step step) {
    List<String> all = new ArrayList<>(step.needs());
    if (step.action() instanceof Action.CoveredBy covered) {
      all.add(covered.step());
    }
    return all;
  }

  private void refuse(String name) {
    List<String> all = List.copyOf(path);
    List<String> circle = new ArrayList<>(all.subList(all.indexOf(name), all.size()));
    if (circle.size() == 1) {
      return; // a step that needs itself has been refused with its own sentence
    }
    if (circle.size() > NAMED_MAX) {
      circle.subList(NAMED_MAX, circle.size()).clear();
      circle.add("...");
    }
    circle.add(name);
    violations.refuse(
        "steps." + name + ".needs", "goes round in a circle: " + String.join(" -> ", circle));
  }
}
