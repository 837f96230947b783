package io.sagasuite.saga.definition;

import java.util.Locale;

/// What it means to a saga that a step has failed for good.
public enum OnFailure {
  /// The saga stops going forward: it undoes what it did, or ends as failed where its definition
  /// says so.
  STOP,
  /// The saga goes on as if the step had been done.
  CONTINUE,
  /// The saga goes on without everything that needs the step, directly or not.
  SKIP_DEPENDENTS;

  /// The word used in documents.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
