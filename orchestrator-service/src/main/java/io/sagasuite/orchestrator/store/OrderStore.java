package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Accepting orders by the batch: order, saga and first journal row are written by one statement,
/// and only for orders that nobody has submitted before.
@ApplicationScoped
public class OrderStore implements StartStore<NewOrder, AcceptedOrder> {

  static final String ACCEPT =
      """
      WITH won AS (
        INSERT INTO orders
          (order_id, saga_id, customer_id, idempotency_key, request_digest, created_at)
        SELECT * FROM unnest($20::text[], $1::uuid[], $21::text[], $22::text[], $23::text[],
                             $10::timestamptz[])
        ON CONFLICT DO NOTHING
        RETURNING saga_id),
      """
          + SagaInsert.OF_WON;

  private static final String FIND =
      """
      SELECT order_id, saga_id, idempotency_key, request_digest
      FROM orders WHERE order_id = ANY($1)
      UNION
      SELECT order_id, saga_id, idempotency_key, request_digest
      FROM orders WHERE idempotency_key = ANY($2)
      """;

  private static final String SAGA =
      """
      SELECT s.saga_id, s.due_at, s.input, s.state
      FROM orders o JOIN saga s USING (saga_id) WHERE o.order_id = $1
      """;

  private final Pool pool;

  OrderStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Set<UUID>> accept(List<NewOrder> orders) {
    Tuple tuple = SagaInsert.parameters(orders);
    Columns.of(orders, tuple)
        .text(NewOrder::orderId)
        .text(NewOrder::customerId)
        .text(NewOrder::idempotencyKey)
        .text(NewOrder::requestDigest);
    return pool.preparedQuery(ACCEPT).execute(tuple).map(SagaStore::idsOf);
  }

  @Override
  public Uni<List<AcceptedOrder>> find(List<NewOrder> orders) {
    String[] ids = orders.stream().map(NewOrder::orderId).toArray(String[]::new);
    String[] keys =
        orders.stream()
            .map(NewOrder::idempotencyKey)
            .filter(Objects::nonNull)
            .toArray(String[]::new);
    return pool.preparedQuery(FIND)
        .execute(Tuple.tuple().addArrayOfString(ids).addArrayOfString(keys))
        .map(OrderStore::ordersOf);
  }

  /// The caller's key tells more than the order's id.
  @Override
  public Optional<AcceptedOrder> same(NewOrder order, List<AcceptedOrder> all) {
    String key = order.idempotencyKey();
    return all.stream()
        .filter(known -> key != null && key.equals(known.idempotencyKey()))
        .findFirst()
        .or(() ->
            all.stream().filter(known -> known.orderId().equals(order.orderId())).findFirst());
  }

  /// The saga that fulfils an order.
  public Uni<Optional<SagaState>> saga(String orderId) {
    return pool.preparedQuery(SAGA)
        .execute(Tuple.of(orderId))
        .map(rows -> SagaStore.sagasOf(rows).values().stream().findFirst())
        .map(found -> found.map(StoredSaga::state));
  }

  private static List<AcceptedOrder> ordersOf(RowSet<Row> rows) {
    List<AcceptedOrder> orders = new ArrayList<>(rows.size());
    for (Row row : rows) {
      orders.add(
          new AcceptedOrder(row.getString(0), row.getUUID(1), row.getString(2), row.getString(3)));
    }
    return orders;
  }
}
