package io.sagasuite.saga.definition;

import java.util.List;

/// Decides whether a step runs at all, from the saga's input, the definition's constants and what
/// became of earlier steps.
public interface Condition {

  /// The expression as the document spells it.
  String text();

  /// What the expression asks for; a step without a path stands for what became of it.
  default List<Reference> references() {
    return List.of();
  }

  /// Whether the step is to run.
  ///
  /// @throws ConditionFailedException when the values at hand give no answer
  boolean holds(Template.Scope scope);

  /// The values at hand gave no answer, such as a field that is not there.
  final class ConditionFailedException extends RuntimeException {

    /// A condition that cannot be decided, with a sentence for people.
    public ConditionFailedException(String message) {
      super(message);
    }
  }
}
