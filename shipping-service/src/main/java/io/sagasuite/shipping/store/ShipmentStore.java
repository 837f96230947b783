package io.sagasuite.shipping.store;

import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.shipping.shipment.Label;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// The shipments of a batch.
@Singleton
public final class ShipmentStore {

  private static final String INSERT =
      """
      INSERT INTO shipment (shipping_id, saga_id, order_id, address, tracking_number, status)
      SELECT s.*, 'created'
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) AS s
      """;

  private static final String CANCEL =
      """
      UPDATE shipment SET status = 'cancelled', updated_at = now()
       WHERE shipping_id = ANY($1::uuid[]) AND status = 'created'
      """;

  /// Writes new shipments.
  public Uni<Void> insert(LocalTransaction tx, List<Label> labels) {
    if (labels.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(labels, Tuple.tuple())
            .uuid(Label::shippingId)
            .uuid(Label::sagaId)
            .text(Label::orderId)
            .text(label -> JsonText.of(label.address()))
            .text(Label::trackingNumber)
            .tuple();
    return tx.write(INSERT, rows);
  }

  /// Cancels these shipments where they are not cancelled yet.
  public Uni<Void> cancel(LocalTransaction tx, List<UUID> shippingIds) {
    Tuple ids = Tuple.tuple().addArrayOfUUID(shippingIds.toArray(UUID[]::new));
    return tx.write(CANCEL, ids);
  }
}
