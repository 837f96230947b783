package io.sagasuite.saga.definition;

import java.util.Locale;

/// What may become of a step once it has been done.
public enum StepKind {
  /// Can be undone; stands before the pivot.
  COMPENSATABLE,
  /// The point of no return: once it has been done the saga only goes forward.
  PIVOT,
  /// Stands after the pivot and is tried until it succeeds.
  RETRIABLE;

  /// The word used in documents.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
