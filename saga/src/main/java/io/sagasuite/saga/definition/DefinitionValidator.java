package io.sagasuite.saga.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Refuses what could not run: names every place and says what to do about it.
final class DefinitionValidator {

  /// Most steps that one definition may have.
  static final int STEPS_MAX = 2_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final List<Step> steps;
  private final Map<String, Step> byName = new HashMap<>();
  private final List<Violation> violations;

  private DefinitionValidator(List<Step> steps, List<Violation> violations) {
    this.steps = steps;
    this.violations = violations;
  }

  /// The definition, or all that is wrong with it, after what reading it has already found.
  static SagaDefinition validated(
      String name,
      SagaDefinition.Policy policy,
      Map<String, Object> env,
      List<Step> steps,
      Template output,
      List<Violation> found) {
    List<Violation> violations = new ArrayList<>(found);
    DefinitionValidator validator = new DefinitionValidator(steps, violations);
    validator.names(name);
    if (!policy.deadline().isPositive()) {
      violations.add(new Violation("deadline", "must be longer than zero"));
    }
    steps.forEach(validator::step);
    validator.references("output", output, env, byNames(steps));
    if (validator.isAcyclic()) {
      StepGraph graph = StepGraph.of(steps);
      steps.forEach(step -> validator.kinds(step, graph));
      steps.forEach(step -> validator.inputs(step, env, graph));
    }
    if (!violations.isEmpty()) {
      throw new InvalidDefinitionException(violations);
    }
    return new SagaDefinition(name, policy, env, steps, output, null);
  }

  private static Set<String> byNames(List<Step> steps) {
    Set<String> names = new LinkedHashSet<>();
    steps.forEach(step -> names.add(step.name()));
    return names;
  }

  private void refuse(Step step, String key, String message) {
    violations.add(new Violation("steps." + step.name() + "." + key, message));
  }

  private void names(String name) {
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      violations.add(new Violation("name", "must be lower-case letters, digits and hyphens"));
    }
    if (steps.isEmpty()) {
      violations.add(new Violation("steps", "must have at least one step"));
    }
    if (steps.size() > STEPS_MAX) {
      violations.add(new Violation("steps", "must not be more than " + STEPS_MAX));
    }
    for (Step step : steps) {
      String field = "steps." + step.name();
      if (!NAME.matcher(step.name()).matches()) {
        violations.add(new Violation(field, "name must be lower-case letters, digits and hyphens"));
      }
      if (byName.put(step.name(), step) != null) {
        violations.add(new Violation(field, "is there twice"));
      }
    }
  }

  private void step(Step step) {
    for (String need : step.needs()) {
      if (need.equals(step.name())) {
        refuse(step, "needs", "a step cannot need itself");
      } else if (!byName.containsKey(need)) {
        refuse(step, "needs", "there is no step '" + need + "'");
      }
    }
    if (step.timing().timeout() != null && !step.timing().timeout().isPositive()) {
      refuse(step, "timeout", "must be longer than zero");
    }
    if (step.action() instanceof Action.CoveredBy covered) {
      covered(step, covered);
    }
  }

  private void covered(Step step, Action.CoveredBy covered) {
    Step by = byName.get(covered.step());
    if (by == null || !(by.action() instanceof Action.Command)) {
      refuse(
          step, "coveredBy.step", "'" + covered.step() + "' must be a step that sends a command");
    }
    if (covered.codes().isEmpty()) {
      refuse(step, "coveredBy.codes", "must name the rejection codes that mean this step");
    }
  }

  /// A covered step is decided together with the step that covers it, so it waits for that one too.
  private List<String> waitsFor(Step step) {
    List<String> all = new ArrayList<>(step.needs());
    if (step.action() instanceof Action.CoveredBy covered) {
      all.add(covered.step());
    }
    return all;
  }

  private boolean isAcyclic() {
    Set<String> finished = new LinkedHashSet<>();
    for (Step step : steps) {
      List<String> cycle = findCycle(step.name(), new ArrayList<>(), finished);
      if (!cycle.isEmpty()) {
        refuse(step, "needs", "goes round in a circle: " + String.join(" -> ", cycle));
        return false;
      }
    }
    return true;
  }

  private List<String> findCycle(String name, List<String> path, Set<String> finished) {
    if (path.contains(name)) {
      List<String> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
      cycle.add(name);
      return cycle;
    }
    Step step = byName.get(name);
    if (step == null || finished.contains(name)) {
      return List.of();
    }
    path.add(name);
    for (String need : waitsFor(step)) {
      List<String> cycle = findCycle(need, path, finished);
      if (!cycle.isEmpty()) {
        return cycle;
      }
    }
    path.removeLast();
    finished.add(name);
    return List.of();
  }

  /// Everything that can be undone stands before the pivot, everything after it only goes forward.
  private void kinds(Step step, StepGraph graph) {
    boolean sends = step.action() instanceof Action.Command;
    boolean afterPivot =
        hasKind(graph.ancestors(step.name()).collect(Collectors.toSet()), StepKind.PIVOT);
    boolean beforePivot =
        hasKind(graph.descendants(step.name()).collect(Collectors.toSet()), StepKind.PIVOT);
    long pivots = steps.stream().filter(other -> other.kind() == StepKind.PIVOT).count();
    switch (step.kind()) {
      case COMPENSATABLE -> {
        if (sends && afterPivot) {
          refuse(step, "kind", "stands after the pivot, so it must be retriable");
        } else if (sends && pivots > 0 && !beforePivot) {
          refuse(step, "kind", "runs beside the pivot; let the pivot need it, or make it need it");
        }
      }
      case PIVOT -> {
        if (!sends) {
          refuse(step, "kind", "only a step that sends a command can be the pivot");
        } else if (pivots > 1) {
          refuse(step, "kind", "a saga has one pivot");
        }
      }
      case RETRIABLE -> {
        if (sends && !afterPivot) {
          refuse(step, "kind", "is retriable but follows no pivot, so it could have to be undone");
        }
      }
    }
    if (step.kind() != StepKind.COMPENSATABLE && step.isUndoable()) {
      refuse(step, "compensation", "only a compensatable step is ever undone");
    }
  }

  private boolean hasKind(Set<String> names, StepKind kind) {
    return names.stream().map(byName::get).anyMatch(step -> step != null && step.kind() == kind);
  }

  private void inputs(Step step, Map<String, Object> env, StepGraph graph) {
    references(
        "steps." + step.name() + ".input",
        step.input(),
        env,
        graph.ancestors(step.name()).collect(Collectors.toSet()));
  }

  private void references(
      String field, Template template, Map<String, Object> env, Set<String> known) {
    template.forEachReference(reference -> {
      String step = reference.step();
      if (step != null && !known.contains(step)) {
        String message =
            byName.containsKey(step)
                ? "'" + step + "' is not among the steps that this one needs"
                : "there is no step '" + step + "'";
        violations.add(new Violation(field, message));
      }
      if (reference.root().equals("env")
          && (reference.path().isEmpty() || !env.containsKey(reference.path().getFirst()))) {
        violations.add(new Violation(field, "env has no such key: " + reference.path()));
      }
    });
  }
}
