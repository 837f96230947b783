package io.sagasuite.http.store;

import io.sagasuite.http.call.CallKey;
import io.sagasuite.messaging.inbox.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Hands pending calls out, to any number of services side by side. Who has one holds a lease,
/// which runs on the database's clock and lapses soon after its holder has died.
@Singleton
public final class CallQueue {

  /// A compensating call waits for the end of the call that it undoes. It cannot become due too
  /// late: the forward call stopped being pending in the transaction that asked for its undoing.
  private static final String CLAIM =
      """
      WITH busy AS (
        SELECT * FROM unnest($1::text[], $2::int[]) AS b(host, running)),
      due AS (
        SELECT c.call_id, c.host, c.updated_at
          FROM http_call c
         WHERE c.status = 'pending' AND (c.lease_until IS NULL OR c.lease_until <= now())
           AND NOT EXISTS (SELECT 1 FROM busy b WHERE b.host = c.host AND b.running >= $3)
           AND NOT EXISTS (
               SELECT 1 FROM http_call f
                WHERE c.direction = 'compensate' AND f.saga_id = c.saga_id AND f.step = c.step
                  AND f.direction = 'execute' AND f.lease_until > now())
         ORDER BY c.updated_at LIMIT 1000),
      ranked AS (
        SELECT d.call_id, d.updated_at, coalesce(b.running, 0)
               + row_number() OVER (PARTITION BY d.host ORDER BY d.updated_at) AS place
          FROM due d LEFT JOIN busy b ON b.host = d.host)
      UPDATE http_call
         SET sends = sends + 1, lease_until = now() + $5::bigint * interval '1 ms'
       WHERE call_id IN (
             SELECT c.call_id FROM ranked r JOIN http_call c ON c.call_id = r.call_id
              WHERE r.place <= $3 AND c.status = 'pending'
                AND (c.lease_until IS NULL OR c.lease_until <= now())
              ORDER BY r.updated_at LIMIT $4 FOR UPDATE OF c SKIP LOCKED)
      RETURNING call_id, sends, saga_id, step, direction, host, input, traceparent
      """;

  /// A row that is being changed right now is left to the next time.
  private static final String RENEW =
      """
      UPDATE http_call SET lease_until = now() + $3::bigint * interval '1 ms'
       WHERE call_id IN (
             SELECT c.call_id FROM unnest($1::uuid[], $2::int[]) AS r(call_id, sends)
               JOIN http_call c ON c.call_id = r.call_id AND c.sends = r.sends
              WHERE c.lease_until IS NOT NULL FOR UPDATE OF c SKIP LOCKED)
      """;

  /// Claims what waits longest, as far as there is room, for so long.
  public Uni<List<ClaimedCall>> claim(LocalTransaction tx, Capacity capacity, Duration time) {
    Tuple parameters = Tuple.tuple();
    Columns.of(List.copyOf(capacity.running().entrySet()), parameters)
        .text(Map.Entry::getKey)
        .number(Map.Entry::getValue);
    parameters
        .addInteger(capacity.perHostMax())
        .addInteger(capacity.free())
        .addLong(time.toMillis());
    return tx.connection()
        .preparedQuery(CLAIM)
        .execute(parameters)
        .map(rows -> rows.stream().map(CallQueue::claimed).toList());
  }

  /// Holds on to what is still under way.
  public Uni<Void> renew(LocalTransaction tx, Collection<Lease> leases, Duration time) {
    Tuple parameters = Tuple.tuple();
    Columns.of(List.copyOf(leases), parameters).uuid(Lease::callId).number(Lease::sends);
    parameters.addLong(time.toMillis());
    return tx.connection().preparedQuery(RENEW).execute(parameters).replaceWithVoid();
  }

  private static ClaimedCall claimed(Row row) {
    return new ClaimedCall(
        new CallKey(row.getUUID(2), row.getString(3), Direction.ofWire(row.getString(4))),
        new Lease(row.getUUID(0), row.getInteger(1)),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }
}
