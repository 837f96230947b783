package io.sagasuite.inventory.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of stock, for reading.
@Entity
@Table(name = "stock")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class StockEntity {

  @Id
  @Column(name = "product_id")
  String productId;

  @Column(name = "available")
  long available;

  @Column(name = "reserved")
  long reserved;
}
