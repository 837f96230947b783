package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /// What the state does not tell: why steps were skipped, and since when the saga is held.
  public record JournalRemarks(Map<String, String> skipReasons, @Nullable Instant pausedAt) {

    /// Nothing to remark.
    public static final JournalRemarks NONE = new JournalRemarks(Map.of(), null);
  }

  private static final String READ_REMARKS =
      """
      SELECT saga_id, definition, version, status, at, trigger, events FROM journal
      WHERE saga_id = $1
        AND (events LIKE '%"type":"StepSkipped"%' OR events LIKE '%"type":"SagaPaused"%')
      ORDER BY version DESC LIMIT $2
      """;

  private static final int REMARKS_MAX = 1_000;

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

  /// The newest remark of each kind.
  public Uni<JournalRemarks> remarks(UUID sagaId) {
    return pool.preparedQuery(READ_REMARKS)
        .execute(Tuple.of(sagaId, (long) REMARKS_MAX))
        .map(rows -> remarksOf(entriesOf(rows)));
  }

  private static JournalRemarks remarksOf(List<JournalEntry> newestFirst) {
    Map<String, String> skipReasons = new HashMap<>();
    Instant pausedAt = null;
    for (JournalEntry entry : newestFirst) {
      for (Map<String, Object> event : entry.events()) {
        if ("StepSkipped".equals(event.get("type"))) {
          skipReasons.putIfAbsent(
              String.valueOf(event.get("step")), String.valueOf(event.get("why")));
        } else if ("SagaPaused".equals(event.get("type")) && pausedAt == null) {
          pausedAt = entry.at();
        }
      }
    }
    return new JournalRemarks(skipReasons, pausedAt);
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
