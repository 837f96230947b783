package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One saga's journal.
@ApplicationScoped
public class JournalStore {

  /// A row of the journal, as callers and consumers see it.
  public record JournalEntry(
      UUID sagaId,
      String definition,
      long version,
      String status,
      Instant at,
      String trigger,
      List<Map<String, Object>> events) {}

  private static final String READ =
      """
      SELECT saga_id, definition, version, status, at, trigger, events FROM journal
      WHERE saga_id = $1 AND version > $2 ORDER BY version LIMIT $3
      """;

  private final Pool pool;

  JournalStore(Pool pool) {
    this.pool = pool;
  }

  /// The rows after a version, in order.
  public Uni<List<JournalEntry>> entries(UUID sagaId, long afterVersion, int limit) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(sagaId, afterVersion, (long) limit))
        .map(JournalStore::entriesOf);
  }

  private static List<JournalEntry> entriesOf(RowSet<Row> rows) {
    List<JournalEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(
          new JournalEntry(
              row.getUUID(0),
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getOffsetDateTime(4).toInstant(),
              row.getString(5),
              SagaEventCodec.decode(row.getString(6))));
    }
    return entries;
  }
}
