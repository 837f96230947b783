package io.sagasuite.provisioning.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One look at an instance.
public record HealthCheckView(
    long round,
    boolean healthy,
    long responseTimeMs,
    @Nullable String postgresVersion,
    @Nullable String error,
    Instant checkedAt) {

  static HealthCheckView of(HealthCheckEntity row) {
    return new HealthCheckView(
        row.round, row.healthy, row.responseTimeMs, row.postgresVersion, row.error, row.checkedAt);
  }
}
