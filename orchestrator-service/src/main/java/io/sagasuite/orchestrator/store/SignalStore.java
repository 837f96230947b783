package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.StepState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What the signals of sagas to sagas must know: who can still be told, and who has been.
@ApplicationScoped
public class SignalStore {

  private static final String UNFINISHED =
      "status IN ('running', 'paused', 'compensating', 'parked')";

  private static final String ONE = "SELECT saga_id FROM saga WHERE saga_id = $1 AND " + UNFINISHED;

  private static final String ALL =
      "SELECT saga_id FROM saga WHERE business_key = $1 AND definition = $2 AND saga_id > $3 AND "
          + UNFINISHED
          + " ORDER BY saga_id LIMIT $4";

  private static final String TOLD =
      """
      SELECT DISTINCT saga_id FROM journal
      WHERE saga_id = ANY($1) AND trigger = 'signal' AND strpos(events, $2) > 0
      """;

  private static final UUID FIRST = new UUID(0, 0);

  private final Pool pool;
  private final SagaStore sagas;

  SignalStore(Pool pool, SagaStore sagas) {
    this.pool = pool;
    this.sagas = sagas;
  }

  /// Whether the command's saga still waits for the answer to it.
  public Uni<Boolean> isAwaited(CommandMessage command) {
    return sagas
        .read(List.of(command.sagaId()))
        .map(found -> {
          StoredSaga saga = found.get(command.sagaId());
          return saga != null && awaits(saga.state(), command);
        });
  }

  /// A step of a later round than the first is named with it.
  private static boolean awaits(SagaState saga, CommandMessage command) {
    String suffix = saga.round() == 1 ? "" : "@" + saga.round();
    if (!command.step().endsWith(suffix) || suffix.isEmpty() == command.step().contains("@")) {
      return false;
    }
    String name = command.step().substring(0, command.step().length() - suffix.length());
    StepState step = saga.step(name);
    Leg leg = step == null ? null : step.leg(command.direction());
    return leg != null && leg.phase() == Leg.Phase.IN_FLIGHT && leg.attempt() == command.attempt();
  }

  /// The saga, if it has not ended.
  public Uni<List<UUID>> unfinished(UUID sagaId) {
    return pool.preparedQuery(ONE).execute(Tuple.of(sagaId)).map(SignalStore::idsOf);
  }

  /// Sagas of a definition about a business key that have not ended, oldest first.
  public Uni<List<UUID>> unfinished(
      String definition, String businessKey, @Nullable UUID after, int limit) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(businessKey, definition, after == null ? FIRST : after, (long) limit))
        .map(SignalStore::idsOf);
  }

  /// Those among the sagas whose journal has this key beside a signal.
  public Uni<Set<UUID>> told(Collection<UUID> sagaIds, String key) {
    return pool.preparedQuery(TOLD)
        .execute(Tuple.tuple().addArrayOfUUID(sagaIds.toArray(UUID[]::new)).addString(key))
        .map(SagaStore::idsOf);
  }

  private static List<UUID> idsOf(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).toList();
  }
}
