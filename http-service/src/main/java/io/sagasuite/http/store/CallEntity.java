package io.sagasuite.http.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A call with what came of it, for reading.
@Entity
@Immutable
@Table(name = "http_call_view")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CallEntity {

  @Id
  @Column(name = "call_key")
  String callKey;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "step")
  String step;

  @Column(name = "direction")
  String direction;

  @Column(name = "attempt")
  int attempt;

  @Column(name = "input")
  String input;

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
