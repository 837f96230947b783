package io.sagasuite.orchestrator.definition;

import io.sagasuite.saga.definition.Violation;
import java.util.List;

/// Text that holds no document, or one that says something twice.
public final class UnreadableDocumentException extends RuntimeException {

  private final transient List<Violation> violations;

  UnreadableDocumentException(List<Violation> violations) {
    super(violations.getFirst().message(), null, false, false);
    this.violations = List.copyOf(violations);
  }

  /// Every reason found.
  public List<Violation> violations() {
    return violations;
  }
}
