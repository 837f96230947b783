package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Changes the state of an instance, each time with an event, and only along the ways that
/// [InstanceState] knows. Callers hold the row's lock.
@Singleton
public final class StateStore {

  private static final String CHANGE =
      """
      WITH changed AS (
        UPDATE instance
           SET state = $3::text, updated_at = now(),
               failure_code = CASE WHEN $5::text = 'undone' THEN coalesce(failure_code, $5::text)
                                   ELSE coalesce($5::text, failure_code) END,
               failure_message = CASE WHEN $5::text = 'undone'
                                      THEN coalesce(failure_message, $6::text)
                                      ELSE coalesce($6::text, failure_message) END,
               deleted_at = CASE WHEN $3::text = 'deleted' THEN now() ELSE deleted_at END,
               health = CASE WHEN $3::text = 'running' THEN health ELSE 'unknown' END
         WHERE instance_id = $1 AND state = $2::text
        RETURNING instance_id)
      INSERT INTO instance_event (instance_id, event_type, old_state, new_state, message)
      SELECT instance_id, 'state_change', $2::text, $3::text, $4::text FROM changed
      """;

  private static final String ACTIVATE =
      """
      WITH changed AS (
        UPDATE instance
           SET state = 'running', updated_at = now(), failure_code = NULL,
               failure_message = NULL, host = $2, port = $3, external_ip = $4,
               connection_string = $5, dns_connection_string = $6, server_version = $7,
               deployment_time_seconds = extract(epoch FROM now() - created_at)::bigint
         WHERE instance_id = $1 AND state = 'creating'
        RETURNING instance_id, deployment_time_seconds),
      noted AS (
        INSERT INTO instance_event (instance_id, event_type, old_state, new_state, message)
        SELECT instance_id, 'state_change', 'creating', 'running',
               'Instance ready in ' || deployment_time_seconds || ' seconds'
          FROM changed)
      SELECT deployment_time_seconds FROM changed
      """;

  private static final String FORGET = "DELETE FROM sealed_password WHERE instance_id = $1";

  /// Why an instance failed.
  public record Failure(String code, String message) {}

  /// What a running instance says of itself.
  public record Activation(
      Endpoint endpoint,
      String connectionString,
      @Nullable String dnsConnectionString,
      String serverVersion) {}

  /// Gets it into another state.
  public Uni<Void> change(
      LocalTransaction tx, StoredInstance instance, InstanceState next, String message) {
    return change(tx, instance, next, Tuple.of(message, null, null));
  }

  /// Has it failed, and says why.
  public Uni<Void> fail(LocalTransaction tx, StoredInstance instance, Failure failure) {
    return change(
        tx,
        instance,
        InstanceState.FAILED,
        Tuple.of(failure.message(), failure.code(), failure.message()));
  }

  /// Has it run.
  ///
  /// @return how many seconds it took since it was reserved
  public Uni<Long> activate(LocalTransaction tx, StoredInstance instance, Activation activation) {
    guard(instance, InstanceState.RUNNING);
    Tuple row =
        Tuple.tuple()
            .addUUID(instance.ref().instanceId())
            .addString(activation.endpoint().host())
            .addInteger(activation.endpoint().port())
            .addString(activation.endpoint().externalIp())
            .addString(activation.connectionString())
            .addString(activation.dnsConnectionString())
            .addString(activation.serverVersion());
    return tx.change(ACTIVATE, row).map(rows -> rows.iterator().next().getLong(0));
  }

  /// Forgets its password, which nobody will need again.
  public Uni<Void> forgetPassword(LocalTransaction tx, UUID instanceId) {
    return tx.write(FORGET, Tuple.of(instanceId));
  }

  private static Uni<Void> change(
      LocalTransaction tx, StoredInstance instance, InstanceState next, Tuple reason) {
    guard(instance, next);
    Tuple row =
        Tuple.tuple()
            .addUUID(instance.ref().instanceId())
            .addString(instance.state().word())
            .addString(next.word())
            .addString(reason.getString(0))
            .addString(reason.getString(1))
            .addString(reason.getString(2));
    return tx.write(CHANGE, row);
  }

  private static void guard(StoredInstance instance, InstanceState next) {
    if (!instance.state().mayBecome(next, instance.partsLeft())) {
      throw new IllegalStateException(
          "an instance never gets from " + instance.state().word() + " to " + next.word());
    }
  }
}
