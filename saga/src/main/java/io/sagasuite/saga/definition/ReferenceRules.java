package io.sagasuite.saga.definition;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every reference must point at something that will be there when it is followed.
final class ReferenceRules {

  /// What a step that runs for each element of a list answers.
  private static final Set<String> FAN_OUT_OUTPUTS = new TreeSet<>(Set.of("count", "items"));

  private static final String ITEMS = "items";

  /// A condition may look through all constants; a template cannot send them all.
  private static final Reference ENV = new Reference("env", null, List.of());

  private final Draft draft;
  private final Map<String, Step> byName;
  private final @Nullable StepGraph graph;
  private final Violations violations;

  /// @param graph null when the steps go round in a circle; who needs whom is then not asked
  ReferenceRules(
      Draft draft, Map<String, Step> byName, @Nullable StepGraph graph, Violations violations) {
    this.draft = draft;
    this.byName = byName;
    this.graph = graph;
    this.violations = violations;
  }

  void check() {
    for (Step step : draft.steps()) {
      check(step, "input", step.input(), rootsOf(step, false));
      if (step.when() != null) {
        String field = draft.place(step, "when");
        step.when().references().stream()
            .filter(asked -> !asked.equals(ENV))
            .forEach(asked -> check(step, field, asked, Set.of()));
      }
      if (step.forEach() != null) {
        check(step, "forEach", step.forEach().items(), Set.of());
      }
      if (step.action() instanceof Action.Command command && command.compensationInput() != null) {
        check(step, "compensationInput", command.compensationInput(), rootsOf(step, true));
      }
    }
    draft
        .output()
        .forEachReference((place, reference) -> check(null, "output" + place, reference, Set.of()));
  }

  /// What may be referred to beside what every template may.
  private static Set<String> rootsOf(Step step, boolean undoing) {
    Set<String> roots = new TreeSet<>();
    if (step.forEach() != null) {
      roots.addAll(Set.of("item", "index"));
    }
    if (undoing) {
      roots.add("output");
    }
    if (step.action() instanceof Action.Command command
        && command.participant().equals(HttpCallReader.PARTICIPANT)) {
      roots.add("secret");
    }
    return roots;
  }

  private void check(Step step, String key, Template template, Set<String> roots) {
    String field = draft.place(step, key);
    template.forEachReference((place, reference) -> check(step, field + place, reference, roots));
  }

  private void check(@Nullable Step from, String field, Reference reference, Set<String> roots) {
    switch (reference.root()) {
      case "steps" -> stepOutput(from, field, reference);
      case "env" -> env(field, reference);
      case "output" -> {
        if (!roots.contains("output")) {
          violations.refuse(field, "'output' is there only for a compensation; name the step");
        } else if (from != null) {
          declared(field, from, reference);
        }
      }
      case "item", "index" -> {
        if (!roots.contains(reference.root())) {
          violations.refuse(
              field, "'" + reference.root() + "' is there only in the input of a forEach step");
        }
      }
      case "secret" -> {
        if (!roots.contains("secret")) {
          violations.refuse(field, "only a step of the participant 'http' may refer to secrets");
        }
      }
      default -> {}
    }
  }

  private void env(String field, Reference reference) {
    if (reference.path().isEmpty() || !draft.env().containsKey(reference.path().getFirst())) {
      violations.refuse(field, "env has no such key: " + reference.path());
    }
  }

  private void stepOutput(@Nullable Step from, String field, Reference reference) {
    String name = String.valueOf(reference.step());
    Step step = byName.get(name);
    if (step == null) {
      String hint = violations.hint(name, byName.keySet());
      violations.refuse(field, "there is no step '" + name + "'" + hint);
    } else if (from != null && graph != null && !graph.isAncestor(name, from.name())) {
      violations.refuse(field, "'" + name + "' is not among the steps that this one needs");
    } else {
      declared(field, step, reference);
    }
  }

  /// A step that says what it answers is held to it.
  private void declared(String field, Step step, Reference reference) {
    List<String> path = reference.path();
    if (step.forEach() != null && !reference.root().equals("output")) {
      name(field, step, path, FAN_OUT_OUTPUTS);
      boolean element = path.size() > 2 && path.getFirst().equals(ITEMS);
      path = element ? path.subList(2, path.size()) : List.of();
    }
    if (step.outputs() != null) {
      name(field, step, path, step.outputs());
    }
  }

  private void name(String field, Step step, List<String> path, Set<String> names) {
    if (!path.isEmpty() && !names.contains(path.getFirst())) {
      violations.refuse(
          field,
          "step '%s' declares no output '%s'; it declares %s%s"
              .formatted(
                  step.name(),
                  path.getFirst(),
                  new TreeSet<>(names),
                  violations.hint(path.getFirst(), names)));
    }
  }
}
