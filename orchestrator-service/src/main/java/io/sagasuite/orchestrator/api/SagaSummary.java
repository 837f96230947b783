package io.sagasuite.orchestrator.api;

import io.sagasuite.orchestrator.store.SagaLineEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saga as a line of a list.
public record SagaSummary(
    UUID sagaId,
    String definition,
    int definitionVersion,
    String status,
    @Nullable String reason,
    @Nullable String businessKey,
    Instant createdAt,
    Instant updatedAt) {

  static SagaSummary of(SagaLineEntity saga) {
    return new SagaSummary(
        saga.sagaId,
        saga.definition,
        saga.definitionVersion,
        saga.status,
        saga.reason,
        saga.businessKey,
        saga.createdAt,
        saga.updatedAt);
  }
}
