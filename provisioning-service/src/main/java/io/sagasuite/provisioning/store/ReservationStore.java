package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/// Takes names for instances. Who comes second is told who was first; the unique indexes decide.
@Singleton
public final class ReservationStore {

  private static final String RESERVE =
      """
      WITH reserved AS (
        INSERT INTO instance
               (instance_id, name, namespace, owner, postgres_version, storage_size_gb,
                use_load_balancer, dns_label)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING
        RETURNING instance_id),
      noted AS (
        INSERT INTO instance_event (instance_id, event_type, new_state, message)
        SELECT instance_id, 'state_change', 'creating', 'Instance reserved' FROM reserved)
      INSERT INTO sealed_password (instance_id, sealed) SELECT instance_id, $9 FROM reserved
      """;

  private static final String HOLDER =
      """
      SELECT instance_id = $1, name = $2, name
        FROM instance
       WHERE instance_id = $1
          OR (state IN ('creating', 'running', 'deleting') AND (name = $2 OR dns_label = $3))
       ORDER BY instance_id = $1 DESC, name = $2 DESC
       LIMIT 1
      """;

  /// Records the instance, unless its names are taken.
  public Uni<ReservationResult> reserve(LocalTransaction tx, Reservation reservation) {
    InstanceSpec spec = reservation.spec();
    Tuple row =
        Tuple.tuple()
            .addUUID(spec.ref().instanceId())
            .addString(spec.ref().name())
            .addString(spec.ref().namespace())
            .addString(reservation.owner())
            .addString(spec.postgresVersion())
            .addInteger(spec.storageSizeGb())
            .addBoolean(spec.useLoadBalancer())
            .addString(spec.dnsLabel())
            .addString(reservation.sealedPassword());
    return tx.change(RESERVE, row)
        .chain(inserted ->
            inserted.rowCount() == 1
                ? Uni.createFrom().item(new ReservationResult.Reserved())
                : holder(tx, spec));
  }

  private static Uni<ReservationResult> holder(LocalTransaction tx, InstanceSpec spec) {
    Tuple names =
        Tuple.tuple()
            .addUUID(spec.ref().instanceId())
            .addString(spec.ref().name())
            .addString(spec.dnsLabel());
    return tx.read(HOLDER, names).map(ReservationStore::result);
  }

  private static ReservationResult result(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return new ReservationResult.Vanished();
    }
    Row holder = rows.iterator().next();
    if (holder.getBoolean(0)) {
      return new ReservationResult.Reserved();
    }
    return holder.getBoolean(1)
        ? new ReservationResult.NameTaken()
        : new ReservationResult.DnsLabelTaken(holder.getString(2));
  }
}
