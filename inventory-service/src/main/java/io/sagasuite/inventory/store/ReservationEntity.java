package io.sagasuite.inventory.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A row of a reservation, for reading.
@Entity
@Table(name = "reservation")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ReservationEntity {

  @Id
  @Column(name = "reservation_id")
  UUID reservationId;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "items")
  String items;

  @Column(name = "status")
  String status;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
