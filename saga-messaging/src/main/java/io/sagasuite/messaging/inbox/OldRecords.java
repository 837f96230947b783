package io.sagasuite.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Deletes what is old in one of the tables that have a row for each (saga, step, direction), a
/// stretch of the primary key at a time. What it finds locked it leaves alone, so that any number
/// may delete side by side.
public final class OldRecords {

  /// A row's place in the primary key.
  public record Place(UUID sagaId, String step, String direction) {

    /// Before every row of this saga and those behind it.
    public static Place before(UUID sagaId) {
      return new Place(sagaId, "", "");
    }
  }

  /// What one stretch came to.
  ///
  /// @param last the last row looked at, whether it went or not
  /// @param rows how many went
  public record Deleted(Place last, long rows) {}

  private static final String DELETE =
      """
      WITH page AS MATERIALIZED (
        SELECT saga_id, step, direction FROM %1$s
         WHERE (saga_id, step, direction) > ($1, $2, $3) AND saga_id < $4
         ORDER BY saga_id, step, direction LIMIT $5),
      old AS MATERIALIZED (
        SELECT r.saga_id, r.step, r.direction
          FROM page JOIN %1$s r USING (saga_id, step, direction)
         WHERE r.%2$s < now() - $6::bigint * interval '1 ms' AND r.%3$s
           FOR UPDATE OF r SKIP LOCKED),
      gone AS (
        DELETE FROM %1$s r USING old
         WHERE r.saga_id = old.saga_id AND r.step = old.step AND r.direction = old.direction
        RETURNING 1)
      SELECT saga_id, step, direction, (SELECT count(*) FROM gone)
        FROM page ORDER BY saga_id DESC, step DESC, direction DESC LIMIT 1
      """;

  private final String table;
  private final String sql;

  private OldRecords(String table, String changedAt, String settled) {
    this.table = table;
    this.sql = DELETE.formatted(table, changedAt, settled);
  }

  /// Handled commands. One in progress stays, and so does one of which nobody knows whether it took
  /// effect: its compensation must not take the missing record for a missing effect.
  public static OldRecords ofInbox() {
    return new OldRecords(
        "handled_command",
        "handled_at",
        "outcome IN ('succeeded', 'rejected', 'failed', 'waiting')");
  }

  /// Deferred commands that nobody will carry out any more.
  public static OldRecords ofDeferred() {
    return new OldRecords("deferred_command", "asked_at", "pending = false");
  }

  String table() {
    return table;
  }

  /// Looks at the next rows behind this place and before this saga, and deletes those that have
  /// been settled for so long; nothing when there is no row.
  Uni<Optional<Deleted>> delete(
      LocalTransaction tx, Place after, UUID before, Duration age, int limit) {
    Tuple parameters =
        Tuple.of(after.sagaId(), after.step(), after.direction(), before, limit, age.toMillis());
    return tx.change(sql, parameters)
        .map(rows -> rows.stream().findFirst().map(OldRecords::deleted));
  }

  private static Deleted deleted(Row row) {
    return new Deleted(
        new Place(row.getUUID(0), row.getString(1), row.getString(2)), row.getLong(3));
  }
}
