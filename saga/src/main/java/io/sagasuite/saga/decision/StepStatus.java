package io.sagasuite.saga.decision;

import java.util.Locale;

/// Where a step stands, in the words of the public contract.
public enum StepStatus {
  PENDING,
  WAITING,
  EXECUTING,
  RETRYING,
  SUCCEEDED,
  FAILED,
  SKIPPED,
  COMPENSATING,
  COMPENSATED,
  PARKED;

  /// The word used in messages, rows and views.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
