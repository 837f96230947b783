package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/// Deletes sagas that ended long ago, with everything that is theirs, a stretch of the primary key
/// at a time. What it finds locked it leaves alone, so that any number may delete side by side.
@ApplicationScoped
public class RetentionStore {

  /// What one stretch came to, in rows.
  ///
  /// @param last the last saga looked at, whether it went or not
  public record Swept(UUID last, long sagas, long journal, long orders, long instances) {}

  /// Bounds of one transaction.
  ///
  /// @param sagas how many are looked at
  /// @param rows how many journal rows they may have had, unless a single saga has more
  public record Bounds(int sagas, long rows) {}

  /// Sagas that begin in the same millisecond have the same first 13 letters, and so have parents
  /// and their children, whose ids come after them. Such a family goes only when all of it has
  /// ended long ago, and children after everybody else: a parent asks for its child by its id, and
  /// would begin one anew that is gone.
  ///
  /// An instance's state is that of its sagas, so they stay as long as there is an instance: until
  /// its deletion, or its making, has left nothing.
  private static final String DELETE =
      """
      WITH page AS MATERIALIZED (
        SELECT saga_id
        FROM (SELECT saga_id, version, sum(version) OVER (ORDER BY saga_id) AS rows
              FROM (SELECT saga_id, version FROM saga
                    WHERE saga_id > $1 AND saga_id < $2 ORDER BY saga_id LIMIT $4) next) counted
        WHERE rows - version < $5),
      gone AS MATERIALIZED (
        SELECT s.saga_id
        FROM page JOIN saga s USING (saga_id),
             LATERAL (SELECT left(s.saga_id::text, 13) AS at) family,
             event_tail tail
        WHERE s.status IN ('completed', 'compensated', 'failed') AND s.updated_at < $3
          AND NOT EXISTS (
            SELECT FROM saga f
            WHERE f.saga_id >= (family.at || '-0000-0000-000000000000')::uuid
              AND f.saga_id <= (family.at || '-ffff-ffff-ffffffffffff')::uuid
              AND (f.status NOT IN ('completed', 'compensated', 'failed')
                OR f.updated_at >= $3
                OR f.saga_id < (family.at || '-8000-0000-000000000000')::uuid
                  AND s.saga_id >= (family.at || '-8000-0000-000000000000')::uuid))
          AND NOT EXISTS (
            SELECT FROM journal j WHERE j.saga_id = s.saga_id AND j.txid > tail.last_txid)
          AND NOT EXISTS (
            SELECT FROM instance i
            WHERE i.instance_id = s.saga_id
              AND NOT CASE
                WHEN i.delete_saga_id IS NULL THEN s.status = 'compensated'
                ELSE EXISTS (SELECT FROM saga d
                             WHERE d.saga_id = i.delete_saga_id
                               AND d.status = 'completed' AND d.updated_at < $3) END)
          AND NOT EXISTS (
            SELECT FROM instance i
            WHERE i.name = s.business_key AND i.delete_saga_id = s.saga_id)
        FOR UPDATE OF s SKIP LOCKED),
      journals AS (
        DELETE FROM journal j USING gone WHERE j.saga_id = gone.saga_id RETURNING 1),
      submissions AS (
        DELETE FROM orders o USING gone WHERE o.saga_id = gone.saga_id RETURNING 1),
      names AS (
        DELETE FROM instance i USING gone WHERE i.instance_id = gone.saga_id RETURNING 1),
      sagas AS (
        DELETE FROM saga s USING gone WHERE s.saga_id = gone.saga_id RETURNING 1)
      SELECT page.saga_id, (SELECT count(*) FROM sagas), (SELECT count(*) FROM journals),
             (SELECT count(*) FROM submissions), (SELECT count(*) FROM names)
      FROM page ORDER BY page.saga_id DESC LIMIT 1
      """;

  private final Pool pool;

  RetentionStore(Pool pool) {
    this.pool = pool;
  }

  /// Looks at the next sagas behind this one and deletes those whose last change was before that
  /// time; nothing when no saga behind it began before then.
  public Uni<Optional<Swept>> deleteEnded(UUID after, Instant before, Bounds bounds) {
    Tuple parameters =
        Tuple.of(
            after,
            new UUID(before.toEpochMilli() << 16, 0),
            before.atOffset(ZoneOffset.UTC),
            (long) bounds.sagas(),
            bounds.rows());
    return pool.preparedQuery(DELETE).execute(parameters).map(RetentionStore::sweptOf);
  }

  private static Optional<Swept> sweptOf(RowSet<Row> rows) {
    return rows.stream()
        .findFirst()
        .map(row ->
            new Swept(
                row.getUUID(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }
}
