package io.sagasuite.payment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/// A row of a payment, for reading.
@Entity
@Table(name = "payment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class PaymentEntity {

  @Id
  @Column(name = "payment_id")
  UUID paymentId;

  @Column(name = "saga_id")
  UUID sagaId;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "amount")
  BigDecimal amount;

  @Column(name = "currency")
  String currency;

  @Column(name = "status")
  String status;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
