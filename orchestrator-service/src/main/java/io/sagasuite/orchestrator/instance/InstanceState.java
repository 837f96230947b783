package io.sagasuite.orchestrator.instance;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.store.InstanceRow;
import io.sagasuite.saga.decision.SagaState;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where an instance stands, which the sagas that make and delete it decide. A deletion that came
/// to nothing counts as if it had never been asked for.
enum InstanceState {
  CREATING(notDeletedAnd("'running', 'paused', 'compensating', 'parked'")),
  RUNNING(notDeletedAnd("'completed'")),
  FAILED(notDeletedAnd("'compensated', 'failed'")),
  DELETING(deletionIs("'running', 'paused', 'compensating', 'parked'")),
  DELETED(deletionIs("'completed'"));

  private final String condition;

  InstanceState(String condition) {
    this.condition = condition;
  }

  private static String notDeletedAnd(String statuses) {
    return "(i.deleteSagaId is null or "
        + deletionIs("'compensated', 'failed'")
        + ") and exists (select 1 from SagaLineEntity c"
        + " where c.sagaId = i.instanceId and c.status in ("
        + statuses
        + "))";
  }

  private static String deletionIs(String statuses) {
    return "exists (select 1 from SagaLineEntity d"
        + " where d.sagaId = i.deleteSagaId and d.status in ("
        + statuses
        + "))";
  }

  static InstanceState of(InstanceRow row) {
    SagaState delete = row.delete();
    if (delete != null) {
      switch (delete.status()) {
        case RUNNING, PAUSED, COMPENSATING, PARKED -> {
          return DELETING;
        }
        case COMPLETED -> {
          return DELETED;
        }
        case COMPENSATED, FAILED -> {}
      }
    }
    return switch (row.create().status()) {
      case RUNNING, PAUSED, COMPENSATING, PARKED -> CREATING;
      case COMPLETED -> RUNNING;
      case COMPENSATED, FAILED -> FAILED;
    };
  }

  /// The state a caller filters by; null when it does not.
  static @Nullable InstanceState filterOf(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(state -> state.wire().equals(word))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.refused(
                "state", "must be creating, running, deleting, deleted or failed"));
  }

  /// What a list asks of the sagas of instance `i`.
  String condition() {
    return condition;
  }

  /// The word used in views.
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
