package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.orchestrator.store.NewInstance.AcceptedInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Giving names to instances by the batch: a name is claimed by the statement that begins the saga,
/// and only if nobody has it any more. Whether that is so is read from the sagas themselves; one
/// that another transaction is just beginning is not seen, and its name is not given away either.
@ApplicationScoped
public class InstanceStore implements StartStore<NewInstance, AcceptedInstance> {

  static final String ACCEPT =
      """
      WITH won AS (
        INSERT INTO instance AS i
          (name, instance_id, owner, namespace, request_digest, idempotency_key, created_at)
        SELECT n.*
        FROM unnest($20::text[], $1::uuid[], $21::text[], $22::text[], $23::text[], $24::text[],
                    $10::timestamptz[])
             AS n(name, instance_id, owner, namespace, request_digest, idempotency_key, created_at)
        WHERE NOT EXISTS (SELECT FROM instance k WHERE k.idempotency_key = n.idempotency_key)
        ON CONFLICT (name) DO UPDATE
        SET instance_id = EXCLUDED.instance_id, delete_saga_id = NULL, owner = EXCLUDED.owner,
            namespace = EXCLUDED.namespace, request_digest = EXCLUDED.request_digest,
            idempotency_key = EXCLUDED.idempotency_key, created_at = EXCLUDED.created_at
        WHERE i.instance_id <> EXCLUDED.instance_id
          AND (EXISTS (SELECT FROM saga d
                       WHERE d.saga_id = i.delete_saga_id AND d.status = 'completed')
            OR EXISTS (SELECT FROM saga c
                       WHERE c.saga_id = i.instance_id AND c.status IN ('compensated', 'failed'))
              AND (i.delete_saga_id IS NULL
                OR EXISTS (SELECT FROM saga d
                           WHERE d.saga_id = i.delete_saga_id
                             AND d.status IN ('compensated', 'failed'))))
        RETURNING i.instance_id AS saga_id),
      """
          + SagaInsert.OF_WON;

  private static final String FIND =
      """
      SELECT name, instance_id, idempotency_key, request_digest
      FROM instance WHERE name = ANY($1)
      UNION
      SELECT name, instance_id, idempotency_key, request_digest
      FROM instance WHERE idempotency_key = ANY($2)
      """;

  private static final String ROW =
      """
      SELECT s.saga_id, s.due_at, s.input, s.state, i.name, i.owner, i.namespace, i.instance_id,
             i.delete_saga_id
      FROM instance i JOIN saga s ON s.saga_id IN (i.instance_id, i.delete_saga_id)
      WHERE i.name = $1
      """;

  private final Pool pool;

  InstanceStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Set<UUID>> accept(List<NewInstance> instances) {
    List<NewInstance> first = firstOfEach(instances);
    Tuple tuple = SagaInsert.parameters(first);
    Columns.of(first, tuple)
        .text(NewInstance::name)
        .text(NewInstance::owner)
        .text(NewInstance::namespace)
        .text(NewInstance::requestDigest)
        .text(NewInstance::idempotencyKey);
    return pool.preparedQuery(ACCEPT).execute(tuple).map(SagaStore::idsOf);
  }

  /// One statement touches no row twice; who comes second in a batch finds the first afterwards.
  private static List<NewInstance> firstOfEach(List<NewInstance> instances) {
    Set<String> names = new HashSet<>();
    Set<String> keys = new HashSet<>();
    List<NewInstance> first = new ArrayList<>(instances.size());
    for (NewInstance instance : instances) {
      boolean freshKey = instance.idempotencyKey() == null || keys.add(instance.idempotencyKey());
      if (freshKey && names.add(instance.name())) {
        first.add(instance);
      }
    }
    return first;
  }

  @Override
  public Uni<List<AcceptedInstance>> find(List<NewInstance> instances) {
    String[] names = instances.stream().map(NewInstance::name).toArray(String[]::new);
    String[] keys =
        instances.stream()
            .map(NewInstance::idempotencyKey)
            .filter(Objects::nonNull)
            .toArray(String[]::new);
    return pool.preparedQuery(FIND)
        .execute(Tuple.tuple().addArrayOfString(names).addArrayOfString(keys))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new AcceptedInstance(
                        row.getString(0), row.getUUID(1), row.getString(2), row.getString(3)))
                .toList());
  }

  /// The caller's key tells more than the name.
  @Override
  public Optional<AcceptedInstance> same(NewInstance instance, List<AcceptedInstance> all) {
    String key = instance.idempotencyKey();
    return all.stream()
        .filter(known -> key != null && key.equals(known.idempotencyKey()))
        .findFirst()
        .or(() -> all.stream().filter(known -> known.name().equals(instance.name())).findFirst());
  }

  /// The instance that has this name, or had it last. Without a session, of which a request has but
  /// one: many names may be asked for at once.
  public Uni<Optional<InstanceRow>> row(String name) {
    return pool.preparedQuery(ROW).execute(Tuple.of(name)).map(InstanceStore::rowOf);
  }

  private static Optional<InstanceRow> rowOf(RowSet<Row> rows) {
    Map<UUID, StoredSaga> sagas = SagaStore.sagasOf(rows);
    return rows.stream()
        .findFirst()
        .map((Row row) -> {
          StoredSaga deletion = sagas.get(row.getUUID(8));
          return new InstanceRow(
              row.getString(4),
              row.getString(5),
              row.getString(6),
              Objects.requireNonNull(sagas.get(row.getUUID(7))).state(),
              deletion == null ? null : deletion.state());
        });
  }
}
