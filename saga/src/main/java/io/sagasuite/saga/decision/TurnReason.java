package io.sagasuite.saga.decision;

import java.util.Locale;

/// Why a saga turned from going forward to undoing what it had done.
public enum TurnReason {
  /// A required step failed for good.
  FAILED,
  /// Somebody asked for it.
  CANCELLED,
  /// The definition's deadline passed.
  DEADLINE,
  /// An operator compensated a saga that had already completed.
  OPERATOR;

  /// The word used in messages, rows and views.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
