package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.Drift;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// What was found to differ from the records, and what was done about it.
@Singleton
public final class DriftStore {

  private static final String DETECTED =
      """
      INSERT INTO drift_detection (saga_id, kind, instance_id, name, namespace, message)
      SELECT $1::uuid, d.* FROM unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[]) AS d
      ON CONFLICT (saga_id, instance_id, kind) DO NOTHING
      """;

  private static final String RESOLVED =
      """
      UPDATE drift_detection SET resolved_at = now(), action = $3
       WHERE instance_id = $1 AND kind = $2 AND resolved_at IS NULL
      """;

  /// Records what a saga found; again changes nothing.
  public Uni<Void> detected(LocalTransaction tx, UUID sagaId, List<Drift> drifts) {
    Tuple rows = Tuple.of(sagaId);
    Columns.of(drifts, rows)
        .text(drift -> drift.kind().word())
        .uuid(drift -> drift.ref().instanceId())
        .text(drift -> drift.ref().name())
        .text(drift -> drift.ref().namespace())
        .text(Drift::message);
    return tx.write(DETECTED, rows);
  }

  /// Records what was done about it, whoever found it.
  public Uni<Void> resolved(LocalTransaction tx, UUID instanceId, Drift.Kind kind, String action) {
    return tx.write(RESOLVED, Tuple.of(instanceId, kind.word(), action));
  }
}
