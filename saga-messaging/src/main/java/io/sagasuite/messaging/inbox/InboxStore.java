package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The rows of handled commands, a batch at a time, locked in the order of their keys. New rows are
/// plainly inserted: should another consumer have been faster, the primary key says so, and the
/// batch reads again.
@Singleton
public final class InboxStore {

  private static final String COLUMNS =
      "saga_id, step, direction, attempt, command, outcome, reply, traceparent";

  private static final String LOCK =
      """
      SELECT h.saga_id, h.step, h.direction, h.attempt, h.command, h.outcome, h.reply,
             h.traceparent, h.doubtful
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
        JOIN handled_command h ON h.saga_id = k.saga_id AND h.step = k.step
       ORDER BY h.saga_id, h.step
         FOR UPDATE OF h
      """;

  private static final String ROWS =
      """
      unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
             $8::text[])
      """;

  private static final String INSERT =
      "INSERT INTO handled_command (" + COLUMNS + ") SELECT * FROM " + ROWS;

  private static final String UPDATE =
      """
      UPDATE handled_command h
         SET attempt = greatest(h.attempt, r.attempt), command = r.command, outcome = r.outcome,
             reply = r.reply, traceparent = r.traceparent, handled_at = now(),
             doubtful = h.doubtful OR h.outcome IS NOT DISTINCT FROM 'unknown'
        FROM %s AS r(%s)
       WHERE h.saga_id = r.saga_id AND h.step = r.step AND h.direction = r.direction
      """
          .formatted(ROWS, COLUMNS);

  private static final String COMPLETE =
      """
      UPDATE handled_command h SET outcome = r.outcome, reply = r.reply, handled_at = now()
        FROM (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
                AS a(saga_id, step, direction, outcome, reply) ORDER BY saga_id, step) AS r
       WHERE h.saga_id = r.saga_id AND h.step = r.step AND h.direction = r.direction
         AND h.outcome IS NULL
      RETURNING h.saga_id, h.step, h.direction, h.attempt, h.command, h.outcome, h.reply,
                h.traceparent, h.doubtful
      """;

  private static final String LAST_REFUSAL =
      """
      SELECT saga_id, step, direction, attempt, command, outcome, reply, traceparent, doubtful
        FROM handled_command
       WHERE saga_id = $1 AND direction = 'execute' AND attempt > 0
         AND outcome IN ('rejected', 'failed', 'unknown')
         AND reply NOT LIKE '{"code":"fenced"%'
       ORDER BY handled_at DESC LIMIT 1
      """;

  /// What this participant last answered to a saga's forward commands that was no success, as far
  /// as it has not succeeded since.
  public Uni<Optional<HandledCommand>> lastRefusal(LocalTransaction tx, UUID sagaId) {
    return tx.read(LAST_REFUSAL, Tuple.of(sagaId))
        .map(rows -> rows.stream().map(InboxStore::handled).findFirst());
  }

  /// Reads and locks what is recorded about these commands, no two of which concern the same step
  /// of the same saga.
  public Uni<InboxRound> open(LocalTransaction tx, List<CommandMessage> commands) {
    List<StepKey> steps = commands.stream().map(CommandMessage::key).toList();
    return lock(tx, steps).map(rows -> round(commands, rows));
  }

  /// Keeps what is recorded about these steps as it is until the transaction ends.
  public Uni<Void> hold(LocalTransaction tx, List<StepKey> steps) {
    return lock(tx, steps).replaceWithVoid();
  }

  private static Uni<RowSet<Row>> lock(LocalTransaction tx, List<StepKey> steps) {
    Tuple keys = Tuple.tuple();
    Columns.of(steps, keys).step(Function.identity());
    return tx.read(LOCK, keys);
  }

  /// Writes what the round has recorded.
  public Uni<Void> save(LocalTransaction tx, InboxRound round) {
    return write(tx, INSERT, round.inserts()).chain(() -> write(tx, UPDATE, round.updates()));
  }

  /// Records these outcomes and gives back the rows to answer: those still in progress. The others
  /// were fenced meanwhile or completed by somebody else.
  public Uni<List<HandledCommand>> complete(LocalTransaction tx, List<Completion> completions) {
    Tuple tuple = Tuple.tuple();
    Columns.of(completions, tuple)
        .uuid(Completion::sagaId)
        .text(Completion::step)
        .text(completion -> completion.direction().wire())
        .text(completion -> OutcomeText.word(completion.outcome()))
        .text(completion -> OutcomeText.reply(completion.outcome()));
    return tx.change(COMPLETE, tuple).map(rows -> rows.stream().map(InboxStore::handled).toList());
  }

  private static Uni<Void> write(LocalTransaction tx, String sql, List<HandledCommand> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple tuple = Tuple.tuple();
    Columns.of(rows, tuple)
        .uuid(HandledCommand::sagaId)
        .text(HandledCommand::step)
        .text(row -> row.direction().wire())
        .number(HandledCommand::attempt)
        .text(HandledCommand::command)
        .text(row -> OutcomeText.word(row.outcome()))
        .text(row -> OutcomeText.reply(row.outcome()))
        .text(HandledCommand::traceparent);
    return tx.write(sql, tuple);
  }

  private static InboxRound round(List<CommandMessage> commands, RowSet<Row> rows) {
    Map<StepKey, Recorded> byKey = new HashMap<>();
    for (Row row : rows) {
      HandledCommand handled = handled(row);
      byKey.put(handled.key(), byKey.getOrDefault(handled.key(), Recorded.NOTHING).with(handled));
    }
    InboxRound round = new InboxRound();
    for (CommandMessage command : commands) {
      round.take(command, byKey.getOrDefault(command.key(), Recorded.NOTHING));
    }
    return round;
  }

  private static HandledCommand handled(Row row) {
    return new HandledCommand(
        row.getUUID(0),
        row.getString(1),
        Direction.ofWire(row.getString(2)),
        row.getInteger(3),
        row.getString(4),
        OutcomeText.of(row.getString(5), row.getString(6)),
        row.getBoolean(8),
        row.getString(7));
  }
}
