package io.sagasuite.provisioning.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to an instance.
public record EventView(
    long eventId,
    String type,
    @Nullable String oldState,
    @Nullable String newState,
    String message,
    Instant createdAt) {

  static EventView of(EventEntity row) {
    return new EventView(
        row.eventId, row.eventType, row.oldState, row.newState, row.message, row.createdAt);
  }
}
