package io.sagasuite.saga.definition;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with a document while it is read. Bounded, so that a hostile document
/// cannot make its own refusal expensive.
final class Violations {

  /// Most reasons that one refusal names.
  static final int REASONS_MAX = 200;

  private final Set<Violation> found = new LinkedHashSet<>();

  void refuse(String field, String message) {
    if (!isFull()) {
      found.add(new Violation(field, message));
    }
  }

  /// The nearest known word as a question, or nothing when none is near.
  String hint(String word, Collection<String> known) {
    String nearest = isFull() ? null : Spelling.nearest(word, known);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  private boolean isFull() {
    return found.size() >= REASONS_MAX;
  }

  List<Violation> all() {
    return List.copyOf(found);
  }

  /// Ends the reading of a document that has been found wrong.
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidDefinitionException(all());
    }
  }
}
