package io.sagasuite.http.store;

import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.inbox.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The calls of a batch. A pending row is an intent, and stands from before the sending until the
/// result is recorded, so that a crash in between is seen.
@Singleton
public final class CallStore {

  private static final String INTEND =
      """
      INSERT INTO http_call AS c
             (call_id, saga_id, step, direction, attempt, method, url, host, input, traceparent,
              status)
      SELECT r.*, 'pending'
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[],
                    $7::text[], $8::text[], $9::text[], $10::text[]) AS r
      ON CONFLICT (call_id) DO UPDATE
         SET attempt = greatest(c.attempt, excluded.attempt), method = excluded.method,
             url = excluded.url, host = excluded.host, input = excluded.input,
             traceparent = excluded.traceparent, status = 'pending', http_status = NULL,
             duration_ms = NULL, updated_at = now()
      """;

  /// What was never sent cannot have had an effect; of what was, nobody knows.
  private static final String WITHDRAW =
      """
      UPDATE http_call SET updated_at = now(),
             status = CASE WHEN sends = 0 THEN 'rejected' ELSE 'unknown' END
       WHERE call_id = ANY($1::uuid[]) AND status = 'pending'
      RETURNING call_id, status
      """;

  private static final String SETTLE =
      """
      UPDATE http_call SET status = $3, http_status = $4, duration_ms = $5, lease_until = NULL,
             updated_at = now()
       WHERE call_id = $1 AND sends = $2 AND lease_until IS NOT NULL
      """;

  /// Notes that these calls are about to be made.
  public Uni<Void> intend(LocalTransaction tx, List<CallIntent> intents) {
    if (intents.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows = Tuple.tuple();
    Columns.of(intents, rows)
        .uuid(intent -> intent.key().callId())
        .uuid(intent -> intent.command().sagaId())
        .text(intent -> intent.command().step())
        .text(intent -> intent.command().direction().wire())
        .number(intent -> intent.command().attempt())
        .text(intent -> intent.spec().request().method())
        .text(intent -> intent.spec().request().url())
        .text(intent -> intent.spec().hostKey())
        .text(intent -> JsonText.of(intent.command().input()))
        .text(intent -> intent.command().traceparent());
    return tx.connection().preparedQuery(INTEND).execute(rows).replaceWithVoid();
  }

  /// Takes back the forward calls that these commands compensate, as far as they are pending, and
  /// tells which of them were never sent and never will be.
  public Uni<Set<UUID>> withdraw(LocalTransaction tx, List<CommandMessage> compensations) {
    if (compensations.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    Tuple keys =
        Columns.of(compensations, Tuple.tuple())
            .uuid(command -> CallKey.of(command).forward().callId())
            .tuple();
    return tx.connection()
        .preparedQuery(WITHDRAW)
        .execute(keys)
        .map(rows ->
            rows.stream()
                .filter(row -> "rejected".equals(row.getString(1)))
                .map((Row row) -> row.getUUID(0))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /// Records what a call came to; fails when the lease has been lost to somebody else.
  public Uni<Void> settle(LocalTransaction tx, Lease lease, CallResult result, long durationMs) {
    return tx.connection()
        .preparedQuery(SETTLE)
        .execute(
            Tuple.of(
                lease.callId(), lease.sends(), result.status(), result.httpStatus(), durationMs))
        .invoke(settled -> {
          if (settled.rowCount() == 0) {
            throw new LostLeaseException(lease);
          }
        })
        .replaceWithVoid();
  }
}
