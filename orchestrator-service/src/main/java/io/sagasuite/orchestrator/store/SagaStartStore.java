package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.orchestrator.store.KeyedSaga.AcceptedSaga;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Beginning sagas of any definition by the batch: saga and first journal row are written by one
/// statement, and only for sagas that stand neither under their id nor under their key.
@ApplicationScoped
public class SagaStartStore implements StartStore<KeyedSaga, AcceptedSaga> {

  static final String ACCEPT =
      """
      WITH won AS (
        INSERT INTO saga
          (saga_id, start_key, request_digest, definition, definition_version, business_key, status,
           reason, version, input, state, due_at, created_at, updated_at)
        SELECT s.*, s.created_at
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                    $7::text[], $8::text[], $9::bigint[], $10::text[], $11::text[],
                    $12::timestamptz[], $13::timestamptz[])
             AS s(saga_id, start_key, request_digest, definition, definition_version,
                  business_key, status, reason, version, input, state, due_at, created_at)
        ON CONFLICT DO NOTHING
        RETURNING saga_id),
      """
          + JournalInsert.of("won", 14);

  private static final String FIND =
      """
      SELECT saga_id, start_key, request_digest FROM saga WHERE saga_id = ANY($1)
      UNION
      SELECT saga_id, start_key, request_digest FROM saga WHERE start_key = ANY($2)
      """;

  private static final String EARLIER_PARTS =
      """
      SELECT saga_id, due_at, input, state FROM saga
      WHERE business_key = $1 AND definition = $2
      ORDER BY saga_id DESC LIMIT $3
      """;

  private final Pool pool;

  SagaStartStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Set<UUID>> accept(List<KeyedSaga> starts) {
    Tuple tuple = Tuple.tuple();
    Columns.of(starts, tuple)
        .uuid(saga -> stateOf(saga).sagaId())
        .text(KeyedSaga::startKey)
        .text(KeyedSaga::requestDigest)
        .text(saga -> stateOf(saga).definition())
        .large(saga -> stateOf(saga).definitionVersion())
        .text(saga -> stateOf(saga).businessKey())
        .text(saga -> stateOf(saga).status().wire())
        .text(saga -> SagaStore.reasonOf(stateOf(saga)))
        .large(saga -> stateOf(saga).version())
        .text(saga -> JsonTree.textOf(stateOf(saga).input()))
        .text(saga -> SagaStateCodec.encode(stateOf(saga)))
        .time(saga -> stateOf(saga).nextDueAt())
        .time(saga -> stateOf(saga).createdAt());
    JournalInsert.beginnings(starts, tuple);
    return pool.preparedQuery(ACCEPT).execute(tuple).map(SagaStore::idsOf);
  }

  private static SagaState stateOf(KeyedSaga saga) {
    return saga.start().state();
  }

  @Override
  public Uni<List<AcceptedSaga>> find(List<KeyedSaga> starts) {
    UUID[] ids = starts.stream().map(saga -> stateOf(saga).sagaId()).toArray(UUID[]::new);
    String[] keys =
        starts.stream().map(KeyedSaga::startKey).filter(Objects::nonNull).toArray(String[]::new);
    return pool.preparedQuery(FIND)
        .execute(Tuple.tuple().addArrayOfUUID(ids).addArrayOfString(keys))
        .map(SagaStartStore::acceptedOf);
  }

  @Override
  public Optional<AcceptedSaga> same(KeyedSaga start, List<AcceptedSaga> all) {
    return all.stream()
        .filter(known ->
            start.startKey() == null
                ? known.sagaId().equals(stateOf(start).sagaId())
                : start.startKey().equals(known.startKey()))
        .findFirst();
  }

  /// The newest sagas of a definition about one thing, newest first.
  public Uni<List<SagaState>> earlierParts(String businessKey, String definition, int limit) {
    return pool.preparedQuery(EARLIER_PARTS)
        .execute(Tuple.of(businessKey, definition, limit))
        .map(rows ->
            rows.stream()
                .map(row ->
                    SagaStateCodec.decode(row.getString(3), JsonTree.mapOf(row.getString(2))))
                .toList());
  }

  private static List<AcceptedSaga> acceptedOf(RowSet<Row> rows) {
    return rows.stream()
        .map(row -> new AcceptedSaga(row.getUUID(0), row.getString(1), row.getString(2)))
        .toList();
  }
}
