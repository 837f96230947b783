package io.sagasuite.inventory.store;

import io.sagasuite.inventory.reservation.Stock;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/// The stock rows of a batch: locked in the order of their ids, so that two batches never wait for
/// each other in a circle, and changed once each.
@Singleton
public final class StockStore {

  private static final String LOCK =
      """
      SELECT product_id, available, reserved FROM stock WHERE product_id = ANY($1)
       ORDER BY product_id FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE stock s SET available = s.available - m.quantity, reserved = s.reserved + m.quantity
        FROM unnest($1::text[], $2::bigint[]) AS m(product_id, quantity)
       WHERE s.product_id = m.product_id
      """;

  /// The stock of these products, which nobody else may change until the transaction ends.
  public Uni<Map<String, Stock>> lock(LocalTransaction tx, Collection<String> productIds) {
    Tuple keys = Tuple.tuple().addArrayOfString(productIds.toArray(String[]::new));
    return tx.read(LOCK, keys).map(StockStore::byProduct);
  }

  /// Moves pieces from available to reserved; back, where the quantity is negative.
  public Uni<Void> reserve(LocalTransaction tx, SortedMap<String, Long> quantities) {
    if (quantities.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple moves =
        Tuple.tuple()
            .addArrayOfString(quantities.keySet().toArray(String[]::new))
            .addArrayOfLong(quantities.values().toArray(Long[]::new));
    return tx.write(MOVE, moves);
  }

  private static Map<String, Stock> byProduct(RowSet<Row> rows) {
    Map<String, Stock> stock = new HashMap<>();
    for (Row row : rows) {
      stock.put(row.getString(0), new Stock(row.getLong(1), row.getLong(2)));
    }
    return stock;
  }
}
