package io.sagasuite.provisioning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of an event, for reading.
@Entity
@Table(name = "instance_event")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class EventEntity {

  @Id
  @Column(name = "event_id")
  long eventId;

  @Column(name = "instance_id")
  UUID instanceId;

  @Column(name = "event_type")
  String eventType;

  @Column(name = "old_state")
  @Nullable String oldState;

  @Column(name = "new_state")
  @Nullable String newState;

  @Column(name = "message")
  String message;

  @Column(name = "created_at")
  Instant createdAt;
}
