package io.sagasuite.inventory.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sagasuite.messaging.contract.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Stock and reservations, read one at a time.
@ApplicationScoped
public class InventoryReads {

  private final Products products;
  private final Reservations reservations;

  InventoryReads(Products products, Reservations reservations) {
    this.products = products;
    this.reservations = reservations;
  }

  /// The stock of a product, a null item when there is no such product.
  @WithSession
  public Uni<StockView> stock(String productId) {
    return products.findById(productId).onItem().ifNotNull().transform(InventoryReads::view);
  }

  /// A reservation, a null item when there is none of that id.
  @WithSession
  public Uni<ReservationView> reservation(UUID id) {
    return reservations.findById(id).onItem().ifNotNull().transform(InventoryReads::view);
  }

  private static StockView view(StockEntity row) {
    return new StockView(row.productId, row.available, row.reserved);
  }

  private static ReservationView view(ReservationEntity row) {
    return new ReservationView(
        row.reservationId,
        row.sagaId,
        row.orderId,
        row.status,
        JsonText.list(row.items),
        row.createdAt,
        row.updatedAt);
  }

  /// Rows of stock.
  @ApplicationScoped
  static class Products implements PanacheRepositoryBase<StockEntity, String> {}

  /// Rows of reservations.
  @ApplicationScoped
  static class Reservations implements PanacheRepositoryBase<ReservationEntity, UUID> {}
}
