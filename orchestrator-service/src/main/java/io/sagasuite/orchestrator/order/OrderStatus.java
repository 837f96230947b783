package io.sagasuite.orchestrator.order;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.TurnReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where an order stands, which the saga's status and reason decide.
enum OrderStatus {
  PENDING(Set.of("running", "paused", "compensating"), null),
  PROCESSED(Set.of("completed"), null),
  REJECTED(Set.of("compensated", "failed"), false),
  CANCELLED(Set.of("compensated"), true),
  PARKED(Set.of("parked"), null);

  private final Set<String> sagaStatuses;
  private final @Nullable Boolean cancelled;

  OrderStatus(Set<String> sagaStatuses, @Nullable Boolean cancelled) {
    this.sagaStatuses = sagaStatuses;
    this.cancelled = cancelled;
  }

  static OrderStatus of(SagaState saga) {
    return switch (saga.status()) {
      case RUNNING, PAUSED, COMPENSATING -> PENDING;
      case COMPLETED -> PROCESSED;
      case COMPENSATED -> saga.turnReason() == TurnReason.CANCELLED ? CANCELLED : REJECTED;
      case FAILED -> REJECTED;
      case PARKED -> PARKED;
    };
  }

  /// The status a caller filters by; null when it does not.
  static @Nullable OrderStatus filterOf(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(status -> status.wire().equals(word))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.refused(
                "status", "must be pending, processed, rejected, cancelled or parked"));
  }

  /// The statuses that a saga behind such an order may have.
  Set<String> sagaStatuses() {
    return sagaStatuses;
  }

  /// Whether such a saga was cancelled; null when that does not matter.
  @Nullable Boolean cancelled() {
    return cancelled;
  }

  /// The word used in views.
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
