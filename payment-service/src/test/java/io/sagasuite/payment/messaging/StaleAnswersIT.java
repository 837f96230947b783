package io.sagasuite.payment.messaging;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.payment.charge.ChargeResult;
import io.sagasuite.payment.messaging.ScriptedGateway.Asking;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The gateway is asked more than once for one charge, as after a crash, and its answers come in
/// any order.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(StaleAnswersIT.Scripted.class)
class StaleAnswersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ChargeResult LATER = new ChargeResult.Unavailable("later");
  private static final ChargeResult PAID = new ChargeResult.Paid();
  private static final Commands COMMANDS =
      new Commands("take-payment", "TakePayment", "RefundPayment");

  /// The gateway that tests answer for.
  public static class Scripted implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("suite.payment.gateway", "scripted");
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;
  @Inject ScriptedGateway gateway;

  private final UUID saga = UUID.randomUUID();
  private final UUID paymentId = new StepKey(saga, "take-payment").entityId();
  private CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "payment");
  }

  @AfterEach
  void close() {
    probe.close();
  }

  /// The late answer is one of a group whose recording has to wait, and the next attempt comes in
  /// the meantime. Records are locked in the order of their keys, so the group holds this saga's
  /// while it waits for the neighbour's.
  @Test
  void lateAnswerDoesNotSettleTheNextAttempt() {
    UUID neighbour = new UUID(-1, UUID.randomUUID().getLeastSignificantBits());
    UUID other = UUID.randomUUID();
    probe.send(execute(saga, 1));
    Asking first = gateway.asking(saga, 1);
    probe.send(execute(other, 1));
    Asking ofOther = gateway.asking(other, 1);
    probe.send(execute(saga, 2), execute(neighbour, 1));
    await().atMost(PATIENCE).until(() -> attempt(saga) == 2 && attempt(neighbour) == 1);
    first.answers(LATER);
    probe.replyTo(saga);
    Asking late = gateway.asking(saga, 2);
    ofOther.answers(PAID);
    probe.replyTo(other);

    SqlConnection holder = lockRecordOf(neighbour);
    late.answers(LATER);
    await().atMost(PATIENCE).until(() -> waiting() == 1);
    probe.send(execute(saga, 3));
    await().atMost(PATIENCE).until(() -> waiting() == 2);
    release(holder);
    probe.replyTo(neighbour);
    gateway.asking(saga, 3).answers(PAID);

    ReplyMessage reply = probe.repliesTo(saga, 2).get(1);
    assertThat(reply.attempt()).isEqualTo(3);
    assertThat(reply.outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(status()).isEqualTo("captured");
  }

  @Test
  void refusalIsNoFailureWhileAnotherAskingMayStillPay() {
    probe.send(execute(saga, 1));
    Asking first = gateway.asking(saga, 1);
    probe.send(execute(saga, 1));
    Asking second = gateway.asking(saga, 2);

    first.answers(LATER);
    assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Unknown.class);
    assertThat(status()).isEqualTo("pending");

    probe.send(COMMANDS.compensate(saga, 1, input()));
    assertThat(probe.repliesTo(saga, 2).get(1).outcome()).isInstanceOf(Outcome.Succeeded.class);
    second.answers(PAID);
    assertThat(gateway.hasRefunded(saga)).isTrue();
    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(1))).hasSize(2);
    assertThat(status()).isEqualTo("declined");
  }

  @Test
  void refusalIsNoFailureAfterAnAnswerWasLost() {
    probe.send(execute(saga, 1));
    gateway.asking(saga, 1).breaks();

    // The sweep asks again.
    gateway.asking(saga, 2).answers(LATER);
    assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Unknown.class);
    probe.send(execute(saga, 2));
    gateway.asking(saga, 3).answers(PAID);
    assertThat(probe.repliesTo(saga, 2).get(1).outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertThat(status()).isEqualTo("captured");
  }

  @Test
  void refusalOfTheOnlyAskingIsAFailure() {
    probe.send(execute(saga, 1));
    gateway.asking(saga, 1).answers(LATER);
    assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Failed.class);

    probe.send(execute(saga, 2));
    gateway.asking(saga, 2).answers(LATER);
    assertThat(probe.repliesTo(saga, 2).get(1).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(status()).isEqualTo("declined");
  }

  private CommandMessage execute(UUID sagaId, int attempt) {
    return COMMANDS.execute(sagaId, attempt, input());
  }

  private Map<String, Object> input() {
    return Map.of(
        "orderId", "o-" + saga, "amount", "49.90", "currency", "EUR", "source", "tok_visa");
  }

  /// The latest attempt that is on record.
  private int attempt(UUID sagaId) {
    RowSet<Row> rows =
        pool.preparedQuery("SELECT attempt FROM handled_command WHERE saga_id = $1")
            .execute(Tuple.of(sagaId))
            .await()
            .atMost(PATIENCE);
    return rows.size() == 0 ? 0 : rows.iterator().next().getInteger(0);
  }

  private SqlConnection lockRecordOf(UUID sagaId) {
    SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
    connection.query("BEGIN").execute().await().atMost(PATIENCE);
    connection
        .preparedQuery("SELECT 1 FROM handled_command WHERE saga_id = $1 FOR UPDATE")
        .execute(Tuple.of(sagaId))
        .await()
        .atMost(PATIENCE);
    return connection;
  }

  private static void release(SqlConnection holder) {
    holder.query("COMMIT").execute().await().atMost(PATIENCE);
    holder.close().await().atMost(PATIENCE);
  }

  private long waiting() {
    return pool.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        .execute()
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong(0);
  }

  private String status() {
    return when().get("/payments/" + paymentId).then().extract().path("status");
  }
}
