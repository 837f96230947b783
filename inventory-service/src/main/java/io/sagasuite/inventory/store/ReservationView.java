package io.sagasuite.inventory.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A reservation, as it is shown.
public record ReservationView(
    UUID reservationId,
    UUID sagaId,
    String orderId,
    String status,
    List<?> items,
    Instant createdAt,
    Instant updatedAt) {}
