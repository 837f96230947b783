package io.sagasuite.saga.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Refuses what could not run: names every place and says what to do about it. What concerns single
/// steps stands here; the rules about the graph, the kinds and the references have a class each.
final class DefinitionValidator {

  /// Most steps that one definition may have.
  static final int STEPS_MAX = 2_000;

  private final Draft draft;
  private final Known known;
  private final Violations violations;
  private final Map<String, Step> byName = new LinkedHashMap<>();

  private DefinitionValidator(Draft draft, Known known, Violations violations) {
    this.draft = draft;
    this.known = known;
    this.violations = violations;
    draft.steps().forEach(step -> byName.put(step.name(), step));
  }

  /// Notes everything for which the draft could not be run.
  static void validate(Draft draft, Known known, Violations violations) {
    DefinitionValidator validator = new DefinitionValidator(draft, known, violations);
    draft.steps().forEach(validator::step);
    boolean acyclic = new CycleFinder(validator.byName, violations).isAcyclic();
    StepGraph graph = acyclic ? StepGraph.of(draft.steps()) : null;
    if (graph != null) {
      new KindRules(draft.steps(), graph, violations).check();
    }
    new ReferenceRules(draft, validator.byName, graph, violations).check();
  }

  private void refuse(Step step, String key, String message) {
    violations.refuse(draft.place(step, key), message);
  }

  private void step(Step step) {
    for (String need : step.needs()) {
      if (need.equals(step.name())) {
        refuse(step, "needs", "a step cannot need itself");
      } else if (!byName.containsKey(need)) {
        refuse(step, "needs", noStep(need));
      }
    }
    switch (step.action()) {
      case Action.Command command -> {
        if (!command.participant().isEmpty()) {
          known(step, "participant", command.participant(), known.participants());
        }
      }
      case Action.RunSaga child -> child(step, child);
      case Action.CoveredBy covered -> covered(step, covered);
      case Action.Publish publish -> known(step, "publish.topic", publish.topic(), known.topics());
      case Action.Validate _, Action.AwaitSignal _ -> {}
    }
  }

  private String noStep(String name) {
    return "there is no step '" + name + "'" + violations.hint(name, byName.keySet());
  }

  private void child(Step step, Action.RunSaga child) {
    boolean itself = child.definition().equals(draft.name());
    if (itself && !child.detached() && !draft.name().isEmpty()) {
      refuse(step, "saga", "is this saga itself, which would never end; detach it");
    } else if (!itself) {
      known(step, "saga", child.definition(), known.definitions());
    }
  }

  private void known(Step step, String key, String name, @Nullable Set<String> names) {
    if (names != null && !name.isEmpty() && !names.contains(name)) {
      String hint = violations.hint(name, names);
      refuse(
          step,
          key,
          "'%s' is not known%s; known are %s"
              .formatted(name, hint.replace("?", ""), new TreeSet<>(names)));
    }
  }

  private void covered(Step step, Action.CoveredBy covered) {
    Step by = byName.get(covered.step());
    if (by == null || !(by.action() instanceof Action.Command) || by.forEach() != null) {
      String hint = by == null ? violations.hint(covered.step(), byName.keySet()) : "";
      refuse(
          step,
          "coveredBy.step",
          "'" + covered.step() + "' must be a step that sends one command" + hint);
    }
    if (covered.codes().isEmpty()) {
      refuse(step, "coveredBy.codes", "must name the rejection codes that mean this step");
    }
  }
}
