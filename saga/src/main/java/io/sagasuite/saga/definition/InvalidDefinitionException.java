package io.sagasuite.saga.definition;

import java.util.List;
import java.util.stream.Collectors;

/// A definition that cannot be run, with every reason found.
public final class InvalidDefinitionException extends RuntimeException {

  private final transient List<Violation> violations;

  /// Carries all violations, not just the first.
  public InvalidDefinitionException(List<Violation> violations) {
    super(
        violations.stream()
            .map(violation -> violation.field() + ": " + violation.message())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /// Every reason found: what is wrong with single keys first, then what is wrong between steps.
  public List<Violation> violations() {
    return violations;
  }
}
