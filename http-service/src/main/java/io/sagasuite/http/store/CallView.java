package io.sagasuite.http.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call, as it is shown: without headers and body, and with what looks like a secret masked.
public record CallView(
    UUID sagaId,
    String step,
    String direction,
    int attempt,
    String method,
    String url,
    String status,
    @Nullable Integer httpStatus,
    @Nullable Long durationMs,
    Instant createdAt,
    Instant updatedAt) {}
