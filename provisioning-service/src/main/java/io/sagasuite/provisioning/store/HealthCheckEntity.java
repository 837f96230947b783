package io.sagasuite.provisioning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a health check, for reading.
@Entity
@Table(name = "instance_health_check")
@IdClass(HealthCheckEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class HealthCheckEntity {

  @Id
  @Column(name = "instance_id")
  UUID instanceId;

  @Id
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

  /// One round of one instance.
  record Key(UUID instanceId, long round) {}
}
