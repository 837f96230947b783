package io.sagasuite.inventory.store;

import io.sagasuite.inventory.reservation.Items;
import java.util.UUID;

/// A reservation to be written.
public record NewReservation(UUID reservationId, UUID sagaId, String orderId, Items items) {}
