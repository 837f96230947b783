package io.sagasuite.shipping.shipment;

import io.sagasuite.messaging.contract.StepKey;
import java.util.Map;
import java.util.UUID;

/// A label on a parcel.
///
/// @param address as it was ordered, plain values
/// @param trackingNumber derives from the saga, so that a parcel has one however often it is asked
///   for
public record Label(StepKey key, String orderId, Map<String, ?> address, String trackingNumber) {

  /// The shipment's id.
  public UUID shippingId() {
    return key.entityId();
  }
}
