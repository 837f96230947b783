package io.sagasuite.provisioning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a difference, for reading.
@Entity
@Table(name = "drift_detection")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class DriftEntity {

  @Id
  @Column(name = "drift_id")
  long driftId;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "kind")
  String kind;

  @Column(name = "instance_id")
  UUID instanceId;

  @Column(name = "name")
  String name;

  @Column(name = "namespace")
  String namespace;

  @Column(name = "message")
  String message;

  @Column(name = "detected_at")
  Instant detectedAt;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  @Column(name = "action")
  @Nullable String action;
}
