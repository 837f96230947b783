package io.sagasuite.provisioning.store;

import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Health checks: one row for each round of an instance, the newest kept, and the health of the
/// instance itself, with an event whenever it turns.
@Singleton
public final class HealthStore {

  private static final int KEPT_MAX = 1_000;

  private static final String RECORD =
      """
      INSERT INTO instance_health_check
             (instance_id, round, healthy, response_time_ms, postgres_version, error)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (instance_id, round) DO NOTHING
      """;

  private static final String PRUNE =
      """
      DELETE FROM instance_health_check
       WHERE instance_id = $1
         AND round <= (SELECT round FROM instance_health_check
                        WHERE instance_id = $1 ORDER BY round DESC OFFSET $2 LIMIT 1)
      """;

  private static final String TURN =
      """
      WITH before AS (
        SELECT instance_id, health FROM instance
         WHERE instance_id = $1 AND state = 'running' FOR UPDATE),
      changed AS (
        UPDATE instance i
           SET health = $2::text, health_checked_at = now(),
               server_version = coalesce($3, server_version)
          FROM before WHERE i.instance_id = before.instance_id)
      INSERT INTO instance_event (instance_id, event_type, message)
      SELECT instance_id, 'health_change', 'Instance is ' || $2::text || $4::text
        FROM before WHERE health <> $2::text
      """;

  /// One look at an instance.
  public record HealthCheck(
      UUID instanceId,
      long round,
      boolean healthy,
      long responseTimeMs,
      @Nullable String postgresVersion,
      @Nullable String error) {}

  /// Records a check; the second one of a round changes nothing.
  public Uni<Void> record(LocalTransaction tx, HealthCheck check) {
    Tuple row =
        Tuple.tuple()
            .addUUID(check.instanceId())
            .addLong(check.round())
            .addBoolean(check.healthy())
            .addLong(check.responseTimeMs())
            .addString(check.postgresVersion())
            .addString(check.error());
    return tx.change(RECORD, row)
        .chain(
            inserted -> inserted.rowCount() == 0 ? Uni.createFrom().voidItem() : noted(tx, check));
  }

  private static Uni<Void> noted(LocalTransaction tx, HealthCheck check) {
    Tuple health =
        Tuple.tuple()
            .addUUID(check.instanceId())
            .addString(check.healthy() ? "healthy" : "unhealthy")
            .addString(check.postgresVersion())
            .addString(check.error() == null ? "" : ": " + check.error());
    return tx.write(PRUNE, Tuple.of(check.instanceId(), KEPT_MAX))
        .chain(() -> tx.write(TURN, health));
  }
}
