package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.DriftFinder;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.InstanceState;
import io.sagasuite.provisioning.store.StoredInstance.StoredEndpoint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Instances, for those who work on them: what is recorded, and what they found out. What changes
/// an instance's state is [StateStore].
@Singleton
public final class InstanceStore {

  private static final String FIND =
      """
      SELECT instance_id, name, namespace, postgres_version, storage_size_gb, use_load_balancer,
             dns_label, state, parts_left, host, port, dns_name
        FROM instance WHERE instance_id = $1
      """;

  private static final String SEALED = "SELECT sealed FROM sealed_password WHERE instance_id = $1";

  private static final String WANTED =
      """
      SELECT instance_id, name, namespace, state FROM instance
       WHERE state IN ('creating', 'running', 'deleting')
      """;

  private static final String MADE =
      "SELECT EXISTS (SELECT 1 FROM instance WHERE state IN ('running', 'deleting'))";

  private static final String RESOLVED =
      """
      UPDATE instance
         SET host = $2, port = $3, dns_name = $4, external_ip = $5, connection_string = $6,
             dns_connection_string = $7, updated_at = now()
       WHERE instance_id = $1 AND state IN ('creating', 'running')
      """;

  private static final String PARTS =
      "UPDATE instance SET parts_left = $2, updated_at = now() WHERE instance_id = $1";

  private static final String TROUBLE =
      "UPDATE instance SET failure_code = $2, failure_message = $3, updated_at = now()"
          + " WHERE instance_id = $1 AND state = 'creating'";

  /// What is recorded.
  public Uni<Optional<StoredInstance>> find(LocalTransaction tx, UUID instanceId) {
    return one(tx, FIND, instanceId);
  }

  /// What is recorded, and stays so until the end of the transaction.
  public Uni<Optional<StoredInstance>> lock(LocalTransaction tx, UUID instanceId) {
    return one(tx, FIND + " FOR UPDATE", instanceId);
  }

  /// Its password, as it was sealed; empty when there is none any more.
  public Uni<Optional<String>> sealedPassword(LocalTransaction tx, UUID instanceId) {
    return tx.read(SEALED, Tuple.of(instanceId))
        .map(rows -> rows.stream().map((Row row) -> row.getString(0)).findFirst());
  }

  /// All instances whose parts must stay.
  public Uni<List<DriftFinder.Recorded>> wanted(LocalTransaction tx) {
    return tx.read(WANTED, Tuple.tuple())
        .map(rows -> rows.stream().map(InstanceStore::recorded).toList());
  }

  /// Whether there are instances whose data must be somewhere.
  public Uni<Boolean> anyMade(LocalTransaction tx) {
    return tx.read(MADE, Tuple.tuple()).map(rows -> rows.iterator().next().getBoolean(0));
  }

  /// Notes where it answers, as long as it is to be there.
  public Uni<Void> resolved(LocalTransaction tx, UUID instanceId, Endpoint endpoint) {
    Tuple row =
        Tuple.tuple()
            .addUUID(instanceId)
            .addString(endpoint.host())
            .addInteger(endpoint.port())
            .addString(endpoint.dnsName())
            .addString(endpoint.externalIp())
            .addString(ConnectionStrings.open(endpoint.host(), endpoint.port()))
            .addString(
                endpoint.dnsName() == null
                    ? null
                    : ConnectionStrings.open(endpoint.dnsName(), endpoint.port()));
    return tx.write(RESOLVED, row);
  }

  /// Notes what went wrong with its creation, should that have to be undone.
  public Uni<Void> trouble(LocalTransaction tx, UUID instanceId, String code, String message) {
    return tx.write(TROUBLE, Tuple.of(instanceId, code, message));
  }

  /// Notes whether something of it may be there.
  public Uni<Void> parts(LocalTransaction tx, UUID instanceId, boolean left) {
    return tx.write(PARTS, Tuple.of(instanceId, left));
  }

  private static Uni<Optional<StoredInstance>> one(LocalTransaction tx, String sql, UUID id) {
    return tx.read(sql, Tuple.of(id)).map(InstanceStore::first);
  }

  private static Optional<StoredInstance> first(RowSet<Row> rows) {
    return rows.stream().map(InstanceStore::instance).findFirst();
  }

  private static DriftFinder.Recorded recorded(Row row) {
    InstanceRef ref = new InstanceRef(row.getUUID(0), row.getString(1), row.getString(2));
    return new DriftFinder.Recorded(ref, InstanceState.ofWord(row.getString(3)));
  }

  private static StoredInstance instance(Row row) {
    InstanceSpec spec =
        new InstanceSpec(
            new InstanceRef(row.getUUID(0), row.getString(1), row.getString(2)),
            row.getString(3),
            row.getInteger(4),
            row.getBoolean(5),
            row.getString(6));
    String host = row.getString(9);
    return new StoredInstance(
        spec,
        InstanceState.ofWord(row.getString(7)),
        row.getBoolean(8),
        host == null ? null : new StoredEndpoint(host, row.getInteger(10), row.getString(11)));
  }
}
