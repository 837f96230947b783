package io.sagasuite.shipping.store;

import java.time.Instant;
import java.util.UUID;

/// A shipment, as it is shown: without the address, which is nobody's business.
public record ShipmentView(
    UUID shippingId,
    UUID sagaId,
    String orderId,
    String status,
    String trackingNumber,
    Instant createdAt,
    Instant updatedAt) {}
