package io.sagasuite.saga.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the part of a definition that one saga runs. Both bounds belong to it, and a choice that
/// names nothing that is there is refused: a run of nothing would look like a success.
public final class Selection {

  private Selection() {}

  /// The names of the chosen steps, in the document's order.
  ///
  /// @param from this step and all that need it, directly or not; null = no bound
  /// @param to this step and all that it needs, directly or not; null = no bound
  /// @param only exactly this step; null = not only one
  /// @throws InvalidSelectionException when a name is unknown or nothing remains
  public static Set<String> of(
      SagaDefinition definition,
      @Nullable String from,
      @Nullable String to,
      @Nullable String only) {
    Violations violations = new Violations();
    check(definition, "from", from, violations);
    check(definition, "to", to, violations);
    check(definition, "only", only, violations);
    if (only != null && (from != null || to != null)) {
      violations.refuse("only", "chooses one step, so it goes with neither 'from' nor 'to'");
    }
    refuse(violations);
    Set<String> chosen = new LinkedHashSet<>();
    for (Step step : definition.steps()) {
      String name = step.name();
      if (only == null
          ? isFrom(definition, from, name) && isTo(definition, to, name)
          : only.equals(name)) {
        chosen.add(name);
      }
    }
    definition.steps().stream()
        .filter(step -> step.action() instanceof Action.CoveredBy by && !chosen.contains(by.step()))
        .forEach(step -> chosen.remove(step.name()));
    if (chosen.isEmpty()) {
      violations.refuse(
          "to", "'%s' does not come after '%s', so no step is left to run".formatted(to, from));
    }
    refuse(violations);
    return chosen;
  }

  private static void check(
      SagaDefinition definition, String field, @Nullable String name, Violations violations) {
    if (name == null) {
      return;
    }
    if (!definition.hasStep(name)) {
      List<String> names = definition.steps().stream().map(Step::name).toList();
      violations.refuse(
          field,
          "definition '%s' has no step '%s'%s"
              .formatted(definition.name(), name, violations.hint(name, names)));
    } else if (definition.step(name).action() instanceof Action.CoveredBy by) {
      violations.refuse(
          field, "'%s' is decided by '%s'; choose that one".formatted(name, by.step()));
    }
  }

  private static boolean isFrom(SagaDefinition definition, @Nullable String from, String step) {
    return from == null || from.equals(step) || definition.graph().isAncestor(from, step);
  }

  private static boolean isTo(SagaDefinition definition, @Nullable String to, String step) {
    return to == null || to.equals(step) || definition.graph().isAncestor(step, to);
  }

  private static void refuse(Violations violations) {
    if (!violations.isEmpty()) {
      throw new InvalidSelectionException(violations.all());
    }
  }

  /// A choice of steps that cannot be run, with every reason found.
  public static final class InvalidSelectionException extends RuntimeException {

    private final transient List<Violation> violations;

    /// Carries all violations, not just the first.
    public InvalidSelectionException(List<Violation> violations) {
      super(new InvalidDefinitionException(violations).getMessage());
      this.violations = List.copyOf(violations);
    }

    /// Every reason found.
    public List<Violation> violations() {
      return violations;
    }
  }
}
