package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much waits in the database, and since when.
@ApplicationScoped
public class BacklogStore {

  /// How long something has been waiting at most; 0 = nothing waits.
  ///
  /// @param dueSeconds sagas that are due
  /// @param journalSeconds journal rows that are not known to be published
  public record Lags(double dueSeconds, double journalSeconds) {}

  /// Statuses that few sagas have for long; an index holds just these.
  public static final List<String> COUNTED = List.of("paused", "compensating", "failed", "parked");

  /// Each is the first entry of an index.
  private static final String LAGS =
      """
      SELECT greatest(0, coalesce(extract(epoch FROM now.at -
               (SELECT min(due_at) FROM saga WHERE due_at IS NOT NULL)), 0))::float8,
             greatest(0, coalesce(extract(epoch FROM now.at -
               (SELECT at FROM journal
                WHERE txid > (SELECT last_txid FROM event_tail WHERE id = 1)
                ORDER BY txid LIMIT 1)), 0))::float8
      FROM (SELECT clock_timestamp() AS at) now
      """;

  private static final String COUNT_RARE =
      """
      SELECT status, count(*) FROM saga
      WHERE status IN ('paused', 'compensating', 'failed', 'parked')
      GROUP BY status
      """;

  /// The first entries of an index.
  private static final String DUE_SOON =
      """
      SELECT count(*) FROM (
        SELECT FROM saga WHERE due_at < clock_timestamp() + make_interval(secs => $1) LIMIT $2) soon
      """;

  private final Pool pool;

  BacklogStore(Pool pool) {
    this.pool = pool;
  }

  /// How long the oldest has been waiting.
  public Uni<Lags> lags() {
    return pool.preparedQuery(LAGS)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Lags(row.getDouble(0), row.getDouble(1)));
  }

  /// How many sagas are due now or before so much time has passed; counts no further than `limit`.
  public Uni<Long> dueWithin(Duration time, long limit) {
    return pool.preparedQuery(DUE_SOON)
        .execute(Tuple.of((double) time.toSeconds(), limit))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /// How many sagas there are of each of the rare statuses.
  public Uni<Map<String, Long>> countRare() {
    return pool.preparedQuery(COUNT_RARE).execute().map(BacklogStore::countsOf);
  }

  private static Map<String, Long> countsOf(RowSet<Row> rows) {
    Map<String, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
