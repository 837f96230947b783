package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.orchestrator.store.NewDeletion.AcceptedDeletion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Beginning deletions of instances by the batch. An instance is deleted by one saga; only where
/// that one came to nothing does another take its place.
@ApplicationScoped
public class DeletionStore implements StartStore<NewDeletion, AcceptedDeletion> {

  static final String ACCEPT =
      """
      WITH won AS (
        UPDATE instance i SET delete_saga_id = d.saga_id
        FROM unnest($20::text[], $21::uuid[], $1::uuid[]) AS d(name, instance_id, saga_id)
        WHERE i.name = d.name AND i.instance_id = d.instance_id
          AND i.delete_saga_id IS DISTINCT FROM d.saga_id
          AND (i.delete_saga_id IS NULL
            OR EXISTS (SELECT FROM saga s
                       WHERE s.saga_id = i.delete_saga_id
                         AND s.status IN ('compensated', 'failed')))
        RETURNING d.saga_id),
      """
          + SagaInsert.OF_WON;

  private static final String FIND =
      """
      SELECT instance_id, delete_saga_id FROM instance
      WHERE name = ANY($1) AND delete_saga_id IS NOT NULL
      """;

  private final Pool pool;

  DeletionStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Set<UUID>> accept(List<NewDeletion> deletions) {
    Tuple tuple = SagaInsert.parameters(deletions);
    Columns.of(deletions, tuple).text(NewDeletion::name).uuid(NewDeletion::instanceId);
    return pool.preparedQuery(ACCEPT).execute(tuple).map(SagaStore::idsOf);
  }

  @Override
  public Uni<List<AcceptedDeletion>> find(List<NewDeletion> deletions) {
    String[] names = deletions.stream().map(NewDeletion::name).toArray(String[]::new);
    return pool.preparedQuery(FIND)
        .execute(Tuple.tuple().addArrayOfString(names))
        .map(rows ->
            rows.stream()
                .map(row -> new AcceptedDeletion(row.getUUID(0), row.getUUID(1)))
                .toList());
  }

  @Override
  public Optional<AcceptedDeletion> same(NewDeletion deletion, List<AcceptedDeletion> all) {
    return all.stream()
        .filter(known -> known.instanceId().equals(deletion.instanceId()))
        .findFirst();
  }
}
