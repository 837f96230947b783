package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.database.Columns;
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
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Hands pending commands out, to any number of services side by side. Who has one holds a lease,
/// which runs on the database's clock and lapses soon after its holder has died.
@Singleton
public final class DeferredQueue {

  /// A compensation waits for the end of the command that it undoes. It cannot be claimed too
  /// early: the forward command stopped being pending in the transaction that asked for its
  /// undoing.
  private static final String CLAIM =
      """
      WITH busy AS (
        SELECT * FROM unnest($4::text[], $5::int[]) AS b(lane, running)),
      due AS (
        SELECT c.saga_id, c.step, c.direction, c.lane, c.asked_at
          FROM deferred_command c
         WHERE c.pending AND (c.lease_until IS NULL OR c.lease_until <= now())
           AND c.command = ANY($1::text[])
           AND NOT EXISTS (SELECT 1 FROM busy b WHERE b.lane = c.lane AND b.running >= $6)
           AND NOT EXISTS (
               SELECT 1 FROM deferred_command f
                WHERE c.direction = 'compensate' AND f.saga_id = c.saga_id AND f.step = c.step
                  AND f.direction = 'execute' AND f.lease_until > now())
         ORDER BY c.asked_at LIMIT 1000),
      ranked AS (
        SELECT d.*, CASE WHEN d.lane IS NULL THEN 0 ELSE coalesce(b.running, 0)
               + row_number() OVER (PARTITION BY d.lane ORDER BY d.asked_at) END AS place
          FROM due d LEFT JOIN busy b ON b.lane = d.lane),
      taken AS MATERIALIZED (
        SELECT c.saga_id, c.step, c.direction, c.lease_until IS NOT NULL AS resumed
          FROM ranked r JOIN deferred_command c ON c.saga_id = r.saga_id AND c.step = r.step
               AND c.direction = r.direction
         WHERE r.place <= $6 AND c.pending
           AND (c.lease_until IS NULL OR c.lease_until <= now())
         ORDER BY r.asked_at LIMIT $2 FOR UPDATE OF c SKIP LOCKED)
      UPDATE deferred_command d
         SET sends = d.sends + 1, lease_until = now() + $3::bigint * interval '1 ms'
        FROM taken
       WHERE d.saga_id = taken.saga_id AND d.step = taken.step AND d.direction = taken.direction
      RETURNING d.saga_id, d.step, d.direction, d.attempt, d.command, d.input, d.output,
                d.traceparent, d.sends, d.lane, taken.resumed
      """;

  /// A row that is being changed right now is left to the next time.
  private static final String RENEW =
      """
      WITH held AS MATERIALIZED (
        SELECT c.saga_id, c.step, c.direction
          FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[])
               AS r(saga_id, step, direction, sends)
          JOIN deferred_command c ON c.saga_id = r.saga_id AND c.step = r.step
               AND c.direction = r.direction AND c.sends = r.sends
         WHERE c.lease_until IS NOT NULL FOR UPDATE OF c SKIP LOCKED)
      UPDATE deferred_command d SET lease_until = now() + $5::bigint * interval '1 ms'
        FROM held
       WHERE d.saga_id = held.saga_id AND d.step = held.step AND d.direction = held.direction
      """;

  private static final String SETTLE =
      """
      UPDATE deferred_command SET pending = false, lease_until = NULL
       WHERE saga_id = $1 AND step = $2 AND direction = $3 AND sends = $4
         AND lease_until IS NOT NULL
      """;

  private static final String INTEND =
      """
      INSERT INTO deferred_command AS d
             (saga_id, step, direction, attempt, command, input, output, traceparent, lane)
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[],
                           $7::text[], $8::text[], $9::text[])
      ON CONFLICT (saga_id, step, direction) DO UPDATE
         SET attempt = greatest(d.attempt, excluded.attempt), command = excluded.command,
             input = excluded.input, output = excluded.output,
             traceparent = excluded.traceparent, lane = excluded.lane, pending = true,
             asked_at = now()
      """;

  /// What was never claimed, at no attempt, cannot have had an effect; of the rest nobody knows.
  private static final String WITHDRAW =
      """
      UPDATE deferred_command d SET pending = false
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE d.saga_id = k.saga_id AND d.step = k.step AND d.direction = 'execute' AND d.pending
      RETURNING d.saga_id, d.step, d.sends
      """;

  /// Claims what waits longest of these commands, as far as there is room, for so long.
  Uni<List<Lease>> claim(LocalTransaction tx, Set<String> commands, Room room, Duration time) {
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfString(commands.toArray(String[]::new))
            .addInteger(room.free())
            .addLong(time.toMillis());
    Columns.of(List.copyOf(room.running().entrySet()), parameters)
        .text(Map.Entry::getKey)
        .number(Map.Entry::getValue);
    parameters.addInteger(room.perLaneMax());
    return tx.change(CLAIM, parameters)
        .map(rows -> rows.stream().map(DeferredQueue::lease).toList());
  }

  /// Holds on to what is still under way.
  public Uni<Void> renew(LocalTransaction tx, Collection<Lease> leases, Duration time) {
    Tuple parameters = Tuple.tuple();
    Columns.of(List.copyOf(leases), parameters)
        .uuid(lease -> lease.command().sagaId())
        .text(lease -> lease.command().step())
        .text(lease -> lease.command().direction().wire())
        .number(Lease::sends);
    parameters.addLong(time.toMillis());
    return tx.write(RENEW, parameters);
  }

  /// Ends a command; fails when the lease has been lost to somebody else.
  public Uni<Void> settle(LocalTransaction tx, Lease lease) {
    CommandMessage command = lease.command();
    return tx.change(
            SETTLE,
            Tuple.of(command.sagaId(), command.step(), command.direction().wire(), lease.sends()))
        .invoke(settled -> {
          if (settled.rowCount() == 0) {
            throw new LostLeaseException(lease);
          }
        })
        .replaceWithVoid();
  }

  /// Notes that these commands are about to be carried out.
  Uni<Void> intend(
      LocalTransaction tx,
      List<CommandMessage> commands,
      Function<CommandMessage, @Nullable String> lane) {
    if (commands.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows = Tuple.tuple();
    Columns.of(commands, rows)
        .uuid(CommandMessage::sagaId)
        .text(CommandMessage::step)
        .text(command -> command.direction().wire())
        .number(CommandMessage::attempt)
        .text(CommandMessage::command)
        .text(command -> JsonText.of(command.input()))
        .text(command -> command.output() == null ? null : JsonText.of(command.output()))
        .text(CommandMessage::traceparent)
        .text(lane);
    return tx.write(INTEND, rows);
  }

  /// Takes back the forward commands that these undo, as far as they are pending, and gives those
  /// compensations back that have nothing to undo: their commands were never claimed.
  Uni<List<CommandMessage>> withdraw(LocalTransaction tx, List<CommandMessage> compensations) {
    if (compensations.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Tuple keys = Tuple.tuple();
    Columns.of(compensations, keys).uuid(CommandMessage::sagaId).text(CommandMessage::step);
    return tx.change(WITHDRAW, keys)
        .map(rows -> {
          List<Row> neverSent = rows.stream().filter(row -> row.getInteger(2) == 0).toList();
          return compensations.stream()
              .filter(undo -> neverSent.stream().anyMatch(row -> isOf(undo, row)))
              .toList();
        });
  }

  private static boolean isOf(CommandMessage command, Row row) {
    return command.sagaId().equals(row.getUUID(0)) && command.step().equals(row.getString(1));
  }

  private static Lease lease(Row row) {
    String input = row.getString(5);
    @Nullable String output = row.getString(6);
    CommandMessage command =
        new CommandMessage(
            row.getUUID(0),
            row.getString(1),
            Direction.ofWire(row.getString(2)),
            row.getInteger(3),
            row.getString(4),
            JsonText.map(input),
            output == null ? null : JsonText.map(output),
            row.getString(7));
    return new Lease(command, row.getInteger(8), row.getString(9), row.getBoolean(10));
  }
}
