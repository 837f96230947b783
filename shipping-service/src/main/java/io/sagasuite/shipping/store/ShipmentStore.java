package io.sagasuite.shipping.store;

import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.shipping.shipment.Label;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/// The shipments of a batch.
@Singleton
public final class ShipmentStore {

  private static final String INSERT =
      """
      INSERT INTO shipment (saga_id, step, shipping_id, order_id, address, tracking_number, status)
      SELECT s.*, 'created'
        FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS s
      """;

  private static final String CANCEL =
      """
      UPDATE shipment s SET status = 'cancelled', updated_at = now()
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE s.saga_id = k.saga_id AND s.step = k.step AND s.status = 'created'
      """;

  /// Writes new shipments.
  public Uni<Void> insert(LocalTransaction tx, List<Label> labels) {
    if (labels.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(labels, Tuple.tuple())
            .step(Label::key)
            .uuid(Label::shippingId)
            .text(Label::orderId)
            .text(label -> JsonText.of(label.address()))
            .text(Label::trackingNumber)
            .tuple();
    return tx.write(INSERT, rows);
  }

  /// Cancels the shipments of these steps where they are not cancelled yet.
  public Uni<Void> cancel(LocalTransaction tx, List<StepKey> steps) {
    Tuple keys = Columns.of(steps, Tuple.tuple()).step(Function.identity()).tuple();
    return tx.write(CANCEL, keys);
  }
}
