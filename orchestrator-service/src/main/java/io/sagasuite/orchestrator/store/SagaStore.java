package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.database.LostConnection;
import io.sagasuite.orchestrator.store.JournalInsert.JournalRow;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Sagas by the batch: one query reads them, one statement moves them. A row moves only from the
/// version that was read, and its journal rows are written only if it moved.
///
/// A transaction id must never be assigned before the superseded version was read, or the event
/// tail, which follows transaction ids, would see a saga's versions out of order. So reading is a
/// statement of its own, or, for due rows, re-checks the version that the statement began with.
@ApplicationScoped
public class SagaStore {

  private static final String READ =
      "SELECT saga_id, due_at, input, state FROM saga WHERE saga_id = ANY($1)";

  private static final String READ_AT_REST =
      READ + " AND status IN ('completed', 'compensated', 'failed', 'parked')";

  static final String MOVE =
      """
      WITH moved AS (
        UPDATE saga s
        SET status = u.status, reason = u.reason, version = u.version, state = u.state,
            due_at = u.due_at, updated_at = u.updated_at
        FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                    $7::timestamptz[], $8::timestamptz[])
             AS u(saga_id, expected, version, status, reason, state, due_at, updated_at)
        WHERE s.saga_id = u.saga_id AND s.version = u.expected
        RETURNING s.saga_id),
      """
          + JournalInsert.of("moved", 9);

  private static final String LOOK =
      """
      SELECT now.at, EXISTS (SELECT FROM saga WHERE due_at <= now.at)
      FROM (SELECT clock_timestamp() AS at) now
      """;

  private static final String CLAIM =
      """
      SELECT s.saga_id, s.due_at, s.input, s.state
      FROM (SELECT saga_id, version FROM saga
            WHERE due_at <= $2 ORDER BY due_at LIMIT $1) due
      JOIN saga s USING (saga_id)
      WHERE s.version = due.version AND s.due_at <= $2
      FOR UPDATE OF s SKIP LOCKED
      """;

  private final Pool pool;
  private final DatabaseClock clock;

  SagaStore(Pool pool, DatabaseClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /// The sagas of these ids that exist.
  public Uni<Map<UUID, StoredSaga>> read(Collection<UUID> sagaIds) {
    return pool.preparedQuery(READ)
        .execute(Tuple.tuple().addArrayOfUUID(sagaIds.toArray(UUID[]::new)))
        .map(SagaStore::sagasOf);
  }

  /// The sagas of these ids that nothing will move without a person.
  public Uni<Map<UUID, StoredSaga>> readAtRest(Collection<UUID> sagaIds) {
    return pool.preparedQuery(READ_AT_REST)
        .execute(Tuple.tuple().addArrayOfUUID(sagaIds.toArray(UUID[]::new)))
        .map(SagaStore::sagasOf);
  }

  /// Moves the sagas whose row still has the expected version; the ids of those that moved.
  public Uni<Set<UUID>> move(List<SagaChange> changes) {
    return moveAny(pool, changes);
  }

  /// Claims sagas that are due, lets them be decided at the database's time, and moves them, all in
  /// one transaction, so that no other orchestrator decides the same due time. Nothing due costs
  /// one query.
  ///
  /// @return how many were claimed
  public Uni<Integer> moveDue(
      int limit, BiFunction<Collection<StoredSaga>, Instant, Uni<List<SagaChange>>> decide) {
    return pool.preparedQuery(LOOK)
        .execute()
        .map(answer -> answer.iterator().next())
        .invoke(answer -> clock.observe(answer.getOffsetDateTime(0)))
        .chain(answer -> {
          OffsetDateTime now = answer.getOffsetDateTime(0);
          return answer.getBoolean(1)
              ? pool.withTransaction(
                  connection -> claimAndMove(LostConnection.logged(connection), limit, now, decide))
              : Uni.createFrom().item(0);
        });
  }

  private static Uni<Integer> claimAndMove(
      SqlClient connection,
      int limit,
      OffsetDateTime now,
      BiFunction<Collection<StoredSaga>, Instant, Uni<List<SagaChange>>> decide) {
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.of(limit, now))
        .map(SagaStore::sagasOf)
        .chain(due ->
            decide
                .apply(due.values(), now.toInstant())
                .chain(changes -> moveAny(connection, changes))
                .replaceWith(due.size()));
  }

  private static Uni<Set<UUID>> moveAny(SqlClient client, List<SagaChange> changes) {
    return changes.isEmpty() ? Uni.createFrom().item(Set.of()) : move(client, changes);
  }

  private static Uni<Set<UUID>> move(SqlClient client, List<SagaChange> changes) {
    Tuple tuple = Tuple.tuple();
    Columns.of(changes, tuple)
        .uuid(SagaChange::sagaId)
        .large(SagaChange::expectedVersion)
        .large(change -> change.after().version())
        .text(change -> change.after().status().wire())
        .text(change -> reasonOf(change.after()))
        .text(change -> SagaStateCodec.encode(change.after()))
        .time(SagaChange::dueAt)
        .time(change -> change.after().updatedAt());
    List<JournalRow> journal = new ArrayList<>(changes.size());
    for (SagaChange change : changes) {
      change.transitions().forEach(row -> journal.add(JournalRow.of(row, change.after())));
    }
    JournalInsert.parameters(journal, tuple);
    return client.preparedQuery(MOVE).execute(tuple).map(SagaStore::idsOf);
  }

  static @Nullable String reasonOf(SagaState state) {
    return state.turnReason() == null ? null : state.turnReason().wire();
  }

  static Set<UUID> idsOf(RowSet<Row> rows) {
    Set<UUID> ids = HashSet.newHashSet(rows.size());
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  static Map<UUID, StoredSaga> sagasOf(RowSet<Row> rows) {
    Map<UUID, StoredSaga> sagas = HashMap.newHashMap(rows.size());
    for (Row row : rows) {
      OffsetDateTime dueAt = row.getOffsetDateTime(1);
      SagaState state = SagaStateCodec.decode(row.getString(3), JsonTree.mapOf(row.getString(2)));
      sagas.put(row.getUUID(0), new StoredSaga(state, dueAt == null ? null : dueAt.toInstant()));
    }
    return sagas;
  }
}
