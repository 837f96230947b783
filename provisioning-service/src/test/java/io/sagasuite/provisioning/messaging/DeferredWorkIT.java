package io.sagasuite.provisioning.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.deferred.DeferredDispatcher;
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
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Work outside of the database, with crashes and second services seen through the rows that they
/// leave.
@QuarkusTest
@TestProfile(DeferredProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class DeferredWorkIT {

  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Outcome DONE = new Outcome.Succeeded(Map.of("by", "work"));
  private static final Outcome UNDONE = new Outcome.Succeeded(Map.of());
  private static final String UNDOING_ASKED =
      "SELECT count(*) FROM deferred_command WHERE saga_id = $1 AND direction = 'compensate'";
  private static final Commands COMMANDS =
      new Commands("work", PlayedWork.COMMAND, PlayedWork.COMMAND);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;
  @Inject PlayedWork work;
  @Inject Vertx vertx;
  @Inject Transactions transactions;
  @Inject DeferredQueue queue;
  @Inject DeferredRunner runner;

  private final UUID saga = UUID.randomUUID();
  private CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "provisioning");
    work.plays(command -> DeferredResult.of(outcome(command)));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void worksOnceHoweverOftenTheCommandComes() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1), execute(1), execute(2));
    await().atMost(PATIENCE).until(() -> work.begunFor(saga).size() == 1);
    gate.countDown();
    assertThat(probe.replyTo(saga))
        .satisfies(reply -> {
          assertThat(reply.outcome()).isEqualTo(DONE);
          assertThat(reply.attempt()).isEqualTo(2);
        });

    probe.send(execute(1), execute(3));

    assertThat(probe.repliesTo(saga, 3)).extracting(ReplyMessage::outcome).containsOnly(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void worksAgainAtALaterAttempt() {
    work.plays(command ->
        command.attempt() == 1
            ? DeferredResult.failed("not_yet", "later")
            : DeferredResult.of(DONE));

    probe.send(execute(1));
    assertThat(probe.replyTo(saga).outcome()).isEqualTo(new Outcome.Failed("not_yet", "later"));
    probe.send(execute(2));

    assertThat(probe.repliesTo(saga, 2).getLast().outcome()).isEqualTo(DONE);
  }

  @Test
  void undoesOnlyAfterTheWorkUnderWayHasEnded() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));
    await().atMost(PATIENCE).until(() -> !work.begunFor(saga).isEmpty());

    probe.send(undo(1));
    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(5))).isEmpty();
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE);
    gate.countDown();

    ReplyMessage undone = probe.replyTo(saga);
    assertThat(undone.direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(undone.outcome()).isEqualTo(UNDONE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE, Direction.COMPENSATE);
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void neverBeginsWhatWasTakenBackWhileItWaited() {
    CountDownLatch gate = holdsBack();
    List<UUID> others = sagas(DeferredProfile.COMMANDS_MAX);
    others.forEach(other -> probe.send(COMMANDS.execute(other, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == DeferredProfile.COMMANDS_MAX);

    probe.send(execute(1), undo(1));

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(UNDONE);
    gate.countDown();
    others.forEach(other -> assertThat(probe.replyTo(other).outcome()).isEqualTo(DONE));
    assertThat(work.begunFor(saga)).isEmpty();
  }

  @Test
  void undoesWhatAnEarlierAttemptMayHaveDoneAlthoughTheLaterOneNeverBegan() {
    work.plays(_ -> DeferredResult.unknown("maybe", "who knows"));
    probe.send(execute(1));
    probe.replyTo(saga);
    CountDownLatch gate = holdsBack();
    List<UUID> others = sagas(DeferredProfile.COMMANDS_MAX);
    others.forEach(other -> probe.send(COMMANDS.execute(other, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == DeferredProfile.COMMANDS_MAX);

    probe.send(execute(2), undo(1));
    await().atMost(PATIENCE).until(() -> count(UNDOING_ASKED) == 1);
    gate.countDown();

    assertThat(probe.repliesTo(saga, 2).getLast().outcome()).isEqualTo(UNDONE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.EXECUTE, Direction.COMPENSATE);
  }

  @Test
  void takesUpWhatACrashLeftInTheMiddle() {
    leftBehind(Direction.EXECUTE, -1);

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void leavesToAnotherServiceWhatItHoldsUntilItsLeaseLapses() {
    leftBehind(Direction.EXECUTE, 4);

    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(work.begunFor(saga)).isEmpty();

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void undoesWhatADeadServiceMayHaveDoneOnceItsLeaseHasLapsed() {
    leftBehind(Direction.EXECUTE, 4);

    probe.send(undo(1));
    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();

    assertThat(probe.replyTo(saga).direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(work.begunFor(saga)).containsExactly(Direction.COMPENSATE);
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void keepsItsLeaseWhileTheWorkLasts() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));

    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(6))).isEmpty();
    assertThat(work.begunFor(saga)).hasSize(1);
    gate.countDown();

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(DONE);
    assertThat(work.begunFor(saga)).hasSize(1);
  }

  @Test
  void dropsAResultUnderALostLease() {
    CountDownLatch gate = holdsBack();
    probe.send(execute(1));
    await().atMost(PATIENCE).until(() -> work.begunFor(saga).size() == 1);
    sql(
        "UPDATE deferred_command SET sends = sends + 1, lease_until = now() + interval '4 s'"
            + " WHERE saga_id = $1",
        saga);
    work.plays(_ -> DeferredResult.done(Map.of("by", "the next holder")));

    gate.countDown();

    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of("by", "the next holder")));
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void worksSideBySideWithAnotherDispatcherAndNeverTwice() {
    CountDownLatch gate = holdsBack();
    var other =
        new DeferredDispatcher(vertx, transactions, queue, runner, DeferredProfile.COMMANDS_MAX);
    other.start();
    List<UUID> sagas = sagas(5 * DeferredProfile.COMMANDS_MAX);

    sagas.forEach(each -> probe.send(COMMANDS.execute(each, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == 2 * DeferredProfile.COMMANDS_MAX);
    gate.countDown();

    sagas.forEach(each -> assertThat(probe.replyTo(each).outcome()).isEqualTo(DONE));
    assertThat(work.peak()).isEqualTo(2 * DeferredProfile.COMMANDS_MAX);
    assertThat(sagas).allSatisfy(each -> assertThat(work.begunFor(each)).hasSize(1));
    other.stop();
  }

  @Test
  void takesOverWhatAStoppedDispatcherHeldAndDropsWhatThatBringsLater() {
    List<UUID> sagas = sagas(2 * DeferredProfile.COMMANDS_MAX);
    Map<UUID, CountDownLatch> gates =
        sagas.stream().collect(Collectors.toMap(each -> each, _ -> new CountDownLatch(1)));
    work.plays(command -> {
      if (work.begunFor(command.sagaId()).size() == 1) {
        gates.get(command.sagaId()).await();
      }
      return DeferredResult.of(DONE);
    });
    var other =
        new DeferredDispatcher(vertx, transactions, queue, runner, DeferredProfile.COMMANDS_MAX);
    other.start();
    sagas.forEach(each -> probe.send(COMMANDS.execute(each, 1, Map.of())));
    await().atMost(PATIENCE).until(() -> work.peak() == 2 * DeferredProfile.COMMANDS_MAX);

    other.stop();
    await().atMost(PATIENCE).until(() -> expired(sagas).size() == DeferredProfile.COMMANDS_MAX);
    List<UUID> left = expired(sagas);
    sagas.stream().filter(each -> !left.contains(each)).forEach(each -> open(gates, each));

    left.forEach(each -> assertThat(probe.replyTo(each).outcome()).isEqualTo(DONE));
    left.forEach(each -> open(gates, each));
    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(sagas).allSatisfy(each -> assertThat(probe.repliesTo(each, 1)).hasSize(1));
    assertThat(left)
        .allSatisfy(each -> {
          assertThat(work.begunFor(each)).hasSize(2);
          assertThat(probe.repliesWithin(each, Duration.ZERO)).hasSize(1);
        });
  }

  @Test
  void saysUnknownWhenTheWorkBreaks() {
    work.plays(_ -> {
      throw new IllegalStateException("secret text");
    });

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(
            new Outcome.Unknown("handler_error", "the handler failed: IllegalStateException"));
  }

  @Test
  void interruptsWorkThatLastsTooLongAndSaysUnknown() {
    CountDownLatch never = holdsBack();

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo("time_limit"));
    assertThat(never.getCount()).isEqualTo(1);
  }

  @Test
  void writesTogetherWithTheReplyOrNotAtAll() {
    work.plays(command ->
        DeferredResult.of(DONE)
            .writing(tx ->
                tx.connection()
                    .preparedQuery("UPDATE deferred_command SET output = 'x' WHERE saga_id = $1")
                    .execute(Tuple.of(command.sagaId()))
                    .chain(() -> tx.connection().query("SELECT 1 / 0").execute())
                    .replaceWithVoid()));

    probe.send(execute(1));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo("handler_error"));
    assertThat(count("SELECT count(*) FROM deferred_command WHERE saga_id = $1 AND output = 'x'"))
        .isZero();
  }

  private static Outcome outcome(CommandMessage command) {
    return command.direction() == Direction.EXECUTE ? DONE : UNDONE;
  }

  private CommandMessage execute(int attempt) {
    return COMMANDS.execute(saga, attempt, Map.of());
  }

  private CommandMessage undo(int attempt) {
    return COMMANDS.compensate(saga, attempt, Map.of());
  }

  private static List<UUID> sagas(int count) {
    return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
  }

  /// Holds forward work back until it is released.
  private CountDownLatch holdsBack() {
    CountDownLatch gate = new CountDownLatch(1);
    work.plays(command -> {
      if (command.direction() == Direction.EXECUTE) {
        hold(gate);
      }
      return DeferredResult.of(outcome(command));
    });
    return gate;
  }

  private static void hold(CountDownLatch gate) throws InterruptedException {
    gate.await();
  }

  /// The rows of a service that has died while it worked.
  private void leftBehind(Direction direction, int leaseSeconds) {
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

  private static void open(Map<UUID, CountDownLatch> gates, UUID saga) {
    gates.get(saga).countDown();
  }

  private List<UUID> expired(List<UUID> sagas) {
    Tuple ids = Tuple.tuple().addArrayOfUUID(sagas.toArray(UUID[]::new));
    return pool
        .preparedQuery(
            "SELECT saga_id FROM deferred_command WHERE pending AND lease_until < now()"
                + " AND saga_id = ANY($1)")
        .execute(ids)
        .await()
        .atMost(Duration.ofSeconds(5))
        .stream()
        .map((Row row) -> row.getUUID(0))
        .toList();
  }

  private long count(String query) {
    return pool.preparedQuery(query)
        .execute(Tuple.of(saga))
        .await()
        .atMost(Duration.ofSeconds(5))
        .iterator()
        .next()
        .getLong(0);
  }

  private void sql(String statement, Object... parameters) {
    pool.preparedQuery(statement)
        .execute(Tuple.from(List.of(parameters)))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
