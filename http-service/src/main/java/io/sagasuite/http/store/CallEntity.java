package io.sagasuite.http.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a call, for reading.
@Entity
@Table(name = "http_call")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CallEntity {

  @Id
  @Column(name = "call_id")
  UUID callId;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "step")
  String step;

  @Column(name = "direction")
  String direction;

  @Column(name = "attempt")
  int attempt;

  @Column(name = "method")
  String method;

  @Column(name = "url")
  String url;

  @Column(name = "status")
  String status;

  @Column(name = "http_status")
  @Nullable Integer httpStatus;

  @Column(name = "duration_ms")
  @Nullable Long durationMs;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
