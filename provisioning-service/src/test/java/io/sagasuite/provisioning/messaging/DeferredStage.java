package io.sagasuite.provisioning.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredLimits;
import io.sagasuite.messaging.deferred.DeferredQueue;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.messaging.deferred.DeferredRunner;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Work that is played, with crashes and second services seen through the rows that they leave.
abstract class DeferredStage {

  static final Duration A_WHILE = Duration.ofSeconds(2);
  static final Duration PATIENCE = Duration.ofSeconds(40);
  static final Outcome DONE = new Outcome.Succeeded(Map.of("by", "work"));
  static final Outcome UNDONE = new Outcome.Succeeded(Map.of());
  static final Commands COMMANDS = new Commands("work", PlayedWork.COMMAND, PlayedWork.COMMAND);

  static final String BEGUN =
      "SELECT count(*) FROM deferred_command"
          + " WHERE saga_id = $1 AND direction = 'execute' AND sends > 0";

  static final String UNDOING_ASKED =
      "SELECT count(*) FROM deferred_command WHERE saga_id = $1 AND direction = 'compensate'";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;
  @Inject PlayedWork work;
  @Inject Vertx vertx;
  @Inject Transactions transactions;
  @Inject DeferredQueue queue;
  @Inject DeferredRunner runner;
  @Inject DeferredLimits limits;

  final UUID saga = UUID.randomUUID();
  CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "provisioning");
    work.plays(command -> DeferredResult.of(outcome(command)));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  static Outcome outcome(CommandMessage command) {
    return command.direction() == Direction.EXECUTE ? DONE : UNDONE;
  }

  CommandMessage execute(int attempt) {
    return COMMANDS.execute(saga, attempt, Map.of());
  }

  static List<UUID> sagas(int count) {
    return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
  }

  /// Holds forward work back until it is released.
  CountDownLatch holdsBack() {
    CountDownLatch gate = new CountDownLatch(1);
    work.plays(command -> {
      if (command.direction() == Direction.EXECUTE) {
        hold(gate);
      }
      return DeferredResult.of(outcome(command));
    });
    return gate;
  }

  static void hold(CountDownLatch gate) throws InterruptedException {
    gate.await();
  }

  /// The rows of a service that has died while it worked.
  void leftBehind(Direction direction, int leaseSeconds) {
    sql(
        """
        WITH handled AS (
          INSERT INTO handled_command (saga_id, step, direction, attempt, command)
          VALUES ($1, 'work', $2, 1, 'PlayWork'))
        INSERT INTO deferred_command (saga_id, step, direction, attempt, command, input, sends,
                                      lease_until)
        VALUES ($1, 'work', $2, 1, 'PlayWork', '{}', 1, now() + $3::int * interval '1 s')
        """,
        saga,
        direction.wire(),
        leaseSeconds);
  }

  long count(String query) {
    return count(pool, query, saga);
  }

  static long count(Pool pool, String query, UUID saga) {
    return pool.preparedQuery(query)
        .execute(Tuple.of(saga))
        .await()
        .atMost(Duration.ofSeconds(5))
        .iterator()
        .next()
        .getLong(0);
  }

  void sql(String statement, Object... parameters) {
    pool.preparedQuery(statement)
        .execute(Tuple.from(List.of(parameters)))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
