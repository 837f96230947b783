package io.sagasuite.shipping.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Shipments, read.
@ApplicationScoped
public class ShipmentReads {

  private static final int LISTED_MAX = 100;

  private final Shipments shipments;

  ShipmentReads(Shipments shipments) {
    this.shipments = shipments;
  }

  /// A shipment, a null item when there is none of that id.
  @WithSession
  public Uni<ShipmentView> shipment(UUID id) {
    return shipments.findById(id).onItem().ifNotNull().transform(ShipmentReads::view);
  }

  /// The latest shipments of an order, newest first.
  @WithSession
  public Uni<List<ShipmentView>> ofOrder(String orderId) {
    return shipments
        .find("orderId", Sort.descending("createdAt"), orderId)
        .page(0, LISTED_MAX)
        .list()
        .map(rows -> rows.stream().map(ShipmentReads::view).toList());
  }

  private static ShipmentView view(ShipmentEntity row) {
    return new ShipmentView(
        row.shippingId,
        row.sagaId,
        row.orderId,
        row.status,
        row.trackingNumber,
        row.createdAt,
        row.updatedAt);
  }

  /// Rows of shipments.
  @ApplicationScoped
  static class Shipments implements PanacheRepositoryBase<ShipmentEntity, UUID> {}
}
