package io.sagasuite.saga.decision;

import java.util.Locale;

/// Where a saga stands, in the words of the public contract.
public enum SagaStatus {
  RUNNING,
  PAUSED,
  COMPENSATING,
  COMPLETED,
  COMPENSATED,
  FAILED,
  PARKED;

  /// True when nothing will ever move the saga again by itself or by an operator's retry. A parked
  /// saga has not ended: it waits for a person and keeps what it holds.
  public boolean isEnded() {
    return this == COMPLETED || this == COMPENSATED || this == FAILED;
  }

  /// The word used in messages, rows and views.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
