package io.sagasuite.inventory.store;

import io.sagasuite.inventory.reservation.Items;
import io.sagasuite.messaging.contract.StepKey;
import java.util.UUID;

/// A reservation to be written.
public record NewReservation(StepKey key, String orderId, Items items) {

  /// Its id.
  public UUID reservationId() {
    return key.entityId();
  }
}
