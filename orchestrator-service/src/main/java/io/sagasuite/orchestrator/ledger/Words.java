package io.sagasuite.orchestrator.ledger;

import io.sagasuite.saga.decision.Leg;
import java.util.Locale;

/// The contract's words for what a compensation is doing.
public final class Words {

  private Words() {}

  /// The word for a phase.
  public static String of(Leg.Phase phase) {
    return switch (phase) {
      case IN_FLIGHT -> "executing";
      case BACKING_OFF -> "retrying";
      case IDLE -> "pending";
      case WAITING -> "waiting";
      case SUCCEEDED, FAILED, SKIPPED, PARKED -> phase.name().toLowerCase(Locale.ROOT);
    };
  }
}
