package io.sagasuite.http.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
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
import org.junit.jupiter.api.Test;

/// Who may call, and how many at once, seen through rows as a crash or a second service leaves
/// them.
@QuarkusTest
@TestProfile(CallsProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class LeasesIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "suite.http.calls-per-host-max")
  int perHostMax;

  @ConfigProperty(name = "suite.http.calls-max")
  int callsMax;

  @Inject Pool pool;

  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(kafka);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void takesUpWhatACrashLeftBetweenIntentAndResult() {
    leftBehind("execute", -1);

    ReplyMessage reply = stage.reply();

    assertThat(reply.attempt()).isEqualTo(1);
    assertThat(reply.outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked())
        .singleElement()
        .satisfies(
            asked -> assertThat(asked.header("Idempotency-Key")).isEqualTo(stage.key("execute")));
    stage.probe().send(stage.execute(1, stage.post("/")));
    stage.reply(2);
    assertThat(stage.service().asked()).hasSize(1);
  }

  @Test
  void takesARefusalForNoFailureWhereACrashMayHaveSentTheCall() {
    stage.service().plays(503, "");
    leftBehind("execute", -1);

    assertThat(stage.reply().outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo("http_503"));
  }

  @Test
  void leavesToAnotherServiceWhatItHoldsUntilItsLeaseLapses() {
    leftBehind("execute", 3);

    assertThat(stage.repliesWithin(Stage.A_WHILE)).isEmpty();
    assertThat(stage.service().asked()).isEmpty();

    assertThat(stage.reply().outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked()).hasSize(1);
  }

  @Test
  void undoesWhatACrashMayHaveSentOnceItsLeaseHasLapsed() {
    leftBehind("execute", 3);

    stage.probe().send(stage.undo(1));
    assertThat(stage.repliesWithin(Stage.A_WHILE)).isEmpty();

    assertThat(stage.reply().direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(stage.service().asked())
        .extracting(PlayedService.Asked::method)
        .containsExactly("DELETE");
    assertThat(stage.repliesWithin(Stage.A_WHILE)).hasSize(1);
  }

  @Test
  void recordsNoResultUnderALeaseThatItHasLost() {
    CountDownLatch gate = stage.service().holdsBack();
    stage.probe().send(stage.execute(1, stage.post("/")));
    await().atMost(Stage.PATIENCE).until(() -> stage.service().asked().size() == 1);
    sql(
        """
        UPDATE deferred_command SET sends = sends + 1, lease_until = now() + interval '3 s'
         WHERE saga_id = $1 AND direction = 'execute'
        """,
        stage.saga());

    gate.countDown();

    assertThat(stage.repliesWithin(Stage.A_WHILE)).isEmpty();
    assertThat(stage.reply().outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked())
        .hasSize(2)
        .extracting(asked -> asked.header("Idempotency-Key"))
        .containsOnly(stage.key("execute"));
  }

  @Test
  void callsSoManyAtOnceAndNoMore() throws InterruptedException {
    List<UUID> sagas = IntStream.range(0, 40).mapToObj(_ -> UUID.randomUUID()).toList();
    try (PlayedService other = new PlayedService()) {
      CountDownLatch gate = stage.service().holdsBack();
      CountDownLatch otherGate = other.holdsBack();
      sagas.subList(0, 20).forEach(this::executes);
      await().atMost(Stage.PATIENCE).until(() -> stage.service().asked().size() == perHostMax);
      sagas
          .subList(20, 40)
          .forEach(saga -> stage.probe().send(stage.execute(saga, Map.of("url", other.url("/")))));
      int rest = callsMax - perHostMax;
      await().atMost(Stage.PATIENCE).until(() -> other.asked().size() == rest);
      Thread.sleep(1_500); // long enough for a sweep to let one more through
      assertThat(stage.service().asked()).hasSize(perHostMax);
      assertThat(other.asked()).hasSize(rest);

      gate.countDown();
      otherGate.countDown();

      for (UUID saga : sagas) {
        assertThat(stage.probe().replyTo(saga).outcome()).isEqualTo(Stage.UNDONE);
      }
      assertThat(stage.service().peak()).isEqualTo(perHostMax);
      assertThat(other.peak()).isBetween(rest, perHostMax);
      assertThat(stage.service().asked().size() + other.asked().size()).isEqualTo(40);
    }
  }

  @Test
  void neverSendsWhatWasTakenBackWhileItWaited() {
    List<UUID> sagas = IntStream.range(0, perHostMax).mapToObj(_ -> UUID.randomUUID()).toList();
    CountDownLatch gate = stage.service().holdsBack();
    sagas.forEach(this::executes);
    await().atMost(Stage.PATIENCE).until(() -> stage.service().asked().size() == perHostMax);

    stage.probe().send(stage.execute(1, stage.post("/")), stage.undo(1));

    ReplyMessage undone = stage.reply();
    assertThat(undone.direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(undone.outcome()).isEqualTo(Stage.UNDONE);
    gate.countDown();
    sagas.forEach(saga -> stage.probe().replyTo(saga));
    stage.probe().send(stage.execute(2, stage.post("/")));
    assertThat(stage.reply(2).outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(stage.service().asked()).hasSize(perHostMax);
  }

  private void executes(UUID saga) {
    stage.probe().send(stage.execute(saga, stage.post("/")));
  }

  /// The rows of a service that has died while it called.
  private void leftBehind(String direction, int leaseSeconds) {
    sql(
        """
        WITH handled AS (
          INSERT INTO handled_command (saga_id, step, direction, attempt, command)
          VALUES ($1, 'make-network', $2, 1, 'CallHttp'))
        INSERT INTO deferred_command (saga_id, step, direction, attempt, command, input, lane, sends,
                                      lease_until)
        VALUES ($1, 'make-network', $2, 1, 'CallHttp', $3, 'h', 1, now() + $4::int * interval '1 s')
        """,
        stage.saga(),
        direction,
        JsonText.of(stage.post("/")),
        leaseSeconds);
  }

  private void sql(String statement, Object... parameters) {
    pool.preparedQuery(statement)
        .execute(Tuple.from(List.of(parameters)))
        .await()
        .atMost(Duration.ofSeconds(5));
  }
}
