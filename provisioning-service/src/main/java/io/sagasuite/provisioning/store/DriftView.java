package io.sagasuite.provisioning.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A difference that was found, and what was done about it.
public record DriftView(
    UUID sagaId,
    String kind,
    UUID instanceId,
    String name,
    String namespace,
    String message,
    Instant detectedAt,
    @Nullable Instant resolvedAt,
    @Nullable String action) {

  static DriftView of(DriftEntity row) {
    return new DriftView(
        row.sagaId,
        row.kind,
        row.instanceId,
        row.name,
        row.namespace,
        row.message,
        row.detectedAt,
        row.resolvedAt,
        row.action);
  }
}
