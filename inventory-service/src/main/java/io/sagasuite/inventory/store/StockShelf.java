package io.sagasuite.inventory.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts pieces on the shelf: those a person sets, and those a fresh development stack starts with.
@Singleton
public final class StockShelf {

  private static final Duration SEEDING_MAX = Duration.ofSeconds(20);

  private static final String SET =
      """
      INSERT INTO stock (product_id, available) VALUES ($1, $2)
      ON CONFLICT (product_id) DO UPDATE SET available = excluded.available
      RETURNING product_id, available, reserved
      """;

  private static final String SEED =
      """
      INSERT INTO stock (product_id, available)
      SELECT * FROM (VALUES ('widget', 1000000), ('gadget', 1000), ('rare', 1)) AS fresh
       WHERE NOT EXISTS (SELECT FROM stock)
      ON CONFLICT DO NOTHING
      """;

  private final Pool pool;
  private final boolean seedWanted;

  StockShelf(Pool pool, @ConfigProperty(name = "suite.seed-stock") boolean seedWanted) {
    this.pool = pool;
    this.seedWanted = seedWanted;
  }

  /// Sets how many pieces are available, whether the product is new or not.
  public Uni<StockView> set(String productId, long available) {
    return pool.preparedQuery(SET)
        .execute(Tuple.of(productId, available))
        .map(rows -> rows.iterator().next())
        .map(row -> new StockView(row.getString(0), row.getLong(1), row.getLong(2)));
  }

  void seed(@Observes StartupEvent started) {
    if (seedWanted) {
      pool.query(SEED).execute().await().atMost(SEEDING_MAX);
    }
  }
}
