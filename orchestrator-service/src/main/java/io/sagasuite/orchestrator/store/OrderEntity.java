package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// An order's row as lists see it; never written through this entity.
@Entity
@Immutable
@Table(name = "orders")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class OrderEntity extends PanacheEntityBase {

  @Id
  @Column(name = "order_id")
  public String orderId;

  @Column(name = "saga_id")
  public UUID sagaId;

  @Column(name = "customer_id")
  public String customerId;

  @Column(name = "created_at")
  public Instant createdAt;
}
