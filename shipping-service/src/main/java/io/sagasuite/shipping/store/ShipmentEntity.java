package io.sagasuite.shipping.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A row of a shipment, for reading.
@Entity
@Table(name = "shipment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ShipmentEntity {

  @Id
  @Column(name = "shipping_id")
  UUID shippingId;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "tracking_number")
  String trackingNumber;

  @Column(name = "status")
  String status;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
