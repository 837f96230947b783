package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The journal read in the order of commits, by the one orchestrator that holds the tail's lock.
/// Everything runs on the connection that holds the lock, so whoever lost it can neither read on
/// nor move the cursor.
public final class JournalTail {

  /// A row of the journal with its place in the order of commits.
  ///
  /// @param publishes whether one of the events is to be published on a topic of its own
  /// @param events the public JSON text of the events
  public record TailRow(
      JournalPosition position,
      String definition,
      String status,
      String at,
      String trigger,
      @Nullable String traceparent,
      boolean publishes,
      String events) {}

  /// How far the journal was published when this was last stored.
  ///
  /// @param ends next offset of every partition written to, by `topic-partition`
  /// @param interrupted the last holder did not take its leave: some of its messages may still be
  ///   on their way
  public record Cursor(long txid, Map<String, Object> ends, boolean interrupted) {}

  private static final String CURSOR =
      "SELECT last_txid::text, ends, holder IS NOT NULL FROM event_tail WHERE id = 1";

  /// Rows of one transaction stay together, whatever the limit. The text of the id has a name of
  /// its own: sorted by the text, a limit would cut the wrong rows off.
  private static final String READ =
      """
      SELECT txid::text AS place, saga_id, version, definition, status,
             to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), trigger, traceparent,
             publishes, events
      FROM journal
      WHERE txid > $1::text::xid8 AND txid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY txid
      FETCH FIRST $2 ROWS WITH TIES
      """;

  private static final String SAVE =
      "UPDATE event_tail SET last_txid = $1::text::xid8, ends = $2 WHERE id = 1";

  private static final String HOLD = "UPDATE event_tail SET holder = $1 WHERE id = 1";

  private final SqlConnection connection;

  JournalTail(SqlConnection connection) {
    this.connection = connection;
  }

  /// Tells when the lock is lost with the connection, or given up.
  public void whenLost(Runnable action) {
    connection.closeHandler(action);
  }

  /// Where to go on, and takes note that this holder does.
  public Uni<Cursor> begin(UUID holder) {
    return connection
        .query(CURSOR)
        .execute()
        .map(JournalTail::cursorOf)
        .call(() -> connection.preparedQuery(HOLD).execute(Tuple.of(holder)));
  }

  /// The next rows in the order of commits, all that can have no predecessor still uncommitted.
  public Uni<List<TailRow>> after(long txid, int limit) {
    return connection
        .preparedQuery(READ)
        .execute(Tuple.of(Long.toString(txid), (long) limit))
        .map(JournalTail::rowsOf);
  }

  /// Remembers how far the journal has been published.
  public Uni<Void> save(long txid, Map<String, Object> ends) {
    return connection
        .preparedQuery(SAVE)
        .execute(Tuple.of(Long.toString(txid), JsonTree.textOf(ends)))
        .replaceWithVoid();
  }

  /// Takes leave with nothing on its way.
  public Uni<Void> leave() {
    return connection.preparedQuery(HOLD).execute(Tuple.tuple().addUUID(null)).replaceWithVoid();
  }

  /// Gives up the lock by ending the connection, so that it cannot go back to the pool locked.
  public Uni<Void> close() {
    return connection
        .query("SELECT pg_advisory_unlock_all()")
        .execute()
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull()
        .eventually(connection::close);
  }

  private static Cursor cursorOf(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new Cursor(
        Long.parseLong(row.getString(0)), JsonTree.mapOf(row.getString(1)), row.getBoolean(2));
  }

  private static List<TailRow> rowsOf(RowSet<Row> rows) {
    List<TailRow> tail = new ArrayList<>(rows.size());
    for (Row row : rows) {
      tail.add(
          new TailRow(
              new JournalPosition(Long.parseLong(row.getString(0)), row.getUUID(1), row.getLong(2)),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getString(6),
              row.getString(7),
              row.getBoolean(8),
              row.getString(9)));
    }
    tail.sort(Comparator.comparing(TailRow::position));
    return tail;
  }
}
