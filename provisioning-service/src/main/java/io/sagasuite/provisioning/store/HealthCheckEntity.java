package io.sagasuite.provisioning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a health check, for reading.
@Entity
@Table(name = "instance_health_check")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class HealthCheckEntity {

  @Id
  @Column(name = "check_id")
  long checkId;

  @Column(name = "instance_id")
  UUID instanceId;

  @Column(name = "round")
  long round;

  @Column(name = "healthy")
  boolean healthy;

  @Column(name = "response_time_ms")
  long responseTimeMs;

  @Column(name = "postgres_version")
  @Nullable String postgresVersion;

  @Column(name = "error")
  @Nullable String error;

  @Column(name = "checked_at")
  Instant checkedAt;
}
