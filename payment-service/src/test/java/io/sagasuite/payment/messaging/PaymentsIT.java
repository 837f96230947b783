package io.sagasuite.payment.messaging;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class PaymentsIT {

  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Commands COMMANDS =
      new Commands("take-payment", "TakePayment", "RefundPayment");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;

  private final UUID saga = UUID.randomUUID();
  private final String orderId = "o-" + saga;
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

  @Test
  void takesMoneyOnceHoweverOftenTheCommandComes() {
    probe.send(execute(1, "tok_visa"), execute(1, "tok_visa"), execute(2, "tok_visa"));
    Outcome paid = probe.replyTo(saga).outcome();
    assertThat(paid).isEqualTo(new Outcome.Succeeded(Map.of("paymentId", paymentId.toString())));

    probe.send(execute(3, "tok_visa"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            probe.repliesWithin(saga, Duration.ofMillis(100)).stream()
                .anyMatch(r -> r.attempt() == 3 && r.outcome().equals(paid)));
    assertStatus("captured");
    assertThat(ledger()).isEqualTo("captured");
    when()
        .get("/payments?orderId=" + orderId)
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].amount", equalTo("49.90"))
        .body("[0].currency", equalTo("EUR"));
  }

  @ParameterizedTest
  @CsvSource({
    "tok_declined, payment_declined",
    "tok_insufficient_funds, insufficient_funds",
    "tok_nobody_knows, payment_declined"
  })
  void rejectsWhatTheGatewayDeclines(String source, String code) {
    probe.send(execute(1, source));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo(code));
    assertStatus("declined");
  }

  @Test
  void rejectsAnAmountThatIsNone() {
    probe.send(COMMANDS.execute(saga, 1, Map.of("orderId", orderId, "amount", "-1")));

    assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Rejected.class);
    when()
        .get("/payments/" + paymentId)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void failsTwiceThenPaysWhenTheGatewayIsFlaky() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      probe.send(execute(attempt, "tok_flaky"));
      probe.repliesTo(saga, attempt);
    }

    List<ReplyMessage> replies = probe.repliesTo(saga, 3);
    assertThat(replies).extracting(ReplyMessage::attempt).containsExactly(1, 2, 3);
    assertThat(replies.get(0).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(replies.get(1).outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(replies.get(2).outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertStatus("captured");
  }

  @Test
  void refundsWhatWasNeverAnswered() {
    probe.send(execute(1, "tok_timeout"), execute(2, "tok_timeout"));
    assertThat(probe.repliesWithin(saga, A_WHILE)).isEmpty();
    assertThat(ledger()).isEqualTo("captured");

    probe.send(refund(1, "tok_timeout"));

    assertThat(probe.replyTo(saga).outcome()).isEqualTo(new Outcome.Succeeded(Map.of()));
    assertStatus("refunded");
    assertThat(ledger()).isEqualTo("refunded");
  }

  @Test
  void refundsOnce() {
    probe.send(execute(1, "tok_visa"));
    probe.replyTo(saga);
    probe.send(refund(1, "tok_visa"));
    probe.repliesTo(saga, 2);
    probe.send(refund(1, "tok_visa"), refund(2, "tok_visa"));

    assertThat(probe.repliesTo(saga, 4).subList(1, 4))
        .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(new Outcome.Succeeded(Map.of())))
        .extracting(ReplyMessage::attempt)
        .containsExactly(1, 1, 2);
    assertStatus("refunded");
  }

  @Test
  void refundWinsOverAChargeThatIsStillUnderWay() {
    probe.send(execute(1, "tok_visa"), refund(1, "tok_visa"), execute(2, "tok_visa"));

    await()
        .atMost(PATIENCE)
        .until(() ->
            probe.repliesWithin(saga, Duration.ofMillis(100)).stream()
                .anyMatch(r -> r.direction().wire().equals("compensate")));
    assertThat(ledger()).isIn("refunded", "voided");
    assertThat(status()).isIn("refunded", "declined");
  }

  @Test
  void tombstoneRefusesAChargeThatComesAfterItsRefund() {
    probe.send(refund(1, "tok_visa"), execute(1, "tok_visa"));

    assertThat(probe.repliesTo(saga, 2).get(1).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("fenced"));
    assertThat(ledger()).isEqualTo("none");
  }

  @Test
  void failsEveryRefundOfASourceThatRefusesThem() {
    probe.send(execute(1, "tok_refund_fails"));
    probe.replyTo(saga);
    for (int attempt = 1; attempt <= 2; attempt++) {
      probe.send(refund(attempt, "tok_refund_fails"));
      assertThat(probe.repliesTo(saga, attempt + 1).get(attempt).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, no -> assertThat(no.code()).isEqualTo("refund_failed"));
    }
    assertStatus("captured");
  }

  @Test
  void sweepDrivesOnWhatACrashLeftBehind() {
    probe.send(execute(1, "tok_timeout"));
    await().atMost(PATIENCE).until(() -> ledger().equals("captured"));
    sql(
        """
        UPDATE payment SET intent = 'charge', intent_at = now() - interval '1 hour',
               source = 'tok_visa' WHERE payment_id = $1
        """);
    sql("UPDATE sandbox_charge SET source = 'tok_visa' WHERE idempotency_key LIKE $1 || '%'");

    assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Succeeded.class);
    assertStatus("captured");
  }

  private CommandMessage execute(int attempt, String source) {
    return COMMANDS.execute(saga, attempt, input(source));
  }

  private CommandMessage refund(int attempt, String source) {
    return COMMANDS.compensate(saga, attempt, input(source));
  }

  private Map<String, Object> input(String source) {
    return Map.of("orderId", orderId, "amount", "49.90", "currency", "EUR", "source", source);
  }

  private void assertStatus(String status) {
    assertThat(status()).isEqualTo(status);
  }

  private String status() {
    return when().get("/payments/" + paymentId).then().extract().path("status");
  }

  private void sql(String statement) {
    Object parameter = statement.contains("LIKE") ? saga.toString() : paymentId;
    pool.preparedQuery(statement).execute(Tuple.of(parameter)).await().atMost(PATIENCE);
  }

  private String ledger() {
    for (Row row :
        pool.preparedQuery("SELECT status FROM sandbox_charge WHERE idempotency_key = $1")
            .execute(Tuple.of(saga + ":take-payment:execute"))
            .await()
            .atMost(PATIENCE)) {
      return row.getString(0);
    }
    return "none";
  }
}
