package io.sagasuite.orchestrator.order;

import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OrderReadsIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  @Test
  void listsACustomersOrdersNewestFirstPageByPage() {
    String customer = "c-" + UUID.randomUUID();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(settled(good(newId(), customer)).getString("orderId"));
    }

    JsonPath first = page(customer, "");
    JsonPath second = page(customer, "&cursor=" + first.getString("nextCursor"));

    assertThat(first.getList("orders.orderId")).isEqualTo(List.of(ids.get(2), ids.get(1)));
    assertThat(second.getList("orders.orderId")).isEqualTo(List.of(ids.getFirst()));
    assertThat(second.getString("nextCursor")).isNull();
    RestAssured.get("/orders?status=rejected&customerId=" + customer)
        .then()
        .body("orders", hasSize(0));
    RestAssured.get("/orders?status=processed&customerId=" + customer)
        .then()
        .body("orders", hasSize(3));
  }

  private static JsonPath page(String customer, String more) {
    return RestAssured.get("/orders?limit=2&customerId=" + customer + more)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath settled(String body) {
    return order(body)
        .header("Prefer", "wait=10")
        .post("/orders")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void showsTheSagaBehindAnOrder() {
    String orderId = newId();
    String sagaId = settled(good(orderId)).getString("sagaId");

    RestAssured.get("/sagas/" + sagaId)
        .then()
        .statusCode(200)
        .body("status", equalTo("completed"))
        .body("businessId", equalTo(orderId))
        .body("steps.status", hasItem("succeeded"))
        .body(
            "steps.name",
            contains(
                "validate-order",
                "check-availability",
                "reserve-stock",
                "take-payment",
                "create-label",
                "publish-order"))
        .body("output.status", equalTo("processed"))
        .body("nextDueAt", nullValue());
    RestAssured.get("/sagas?count=true&businessKey=" + orderId)
        .then()
        .body("sagas.sagaId", contains(sagaId))
        .body("count", equalTo(1));
    RestAssured.get("/sagas/" + sagaId + "/events")
        .then()
        .body("events.version", contains(1, 2, 3, 4))
        .body("events[0].events[0].type", equalTo("SagaStarted"));
    RestAssured.given()
        .accept("text/event-stream")
        .get("/sagas/" + sagaId + "/events")
        .then()
        .statusCode(200)
        .body(containsString("id:4"))
        .body(containsString("SagaCompleted"));
  }

  @Test
  void answersTheSameOrderAgainAndRefusesAnotherUnderItsId() {
    String body = good(newId());
    String sagaId = settled(body).getString("sagaId");

    order(body).post("/orders").then().statusCode(200).body("sagaId", equalTo(sagaId));
    order(body.replace("49.90", "50.00")).post("/orders").then().statusCode(409);
  }

  @Test
  void takesAnIdempotencyKeyInPlaceOfAnId() {
    String key = UUID.randomUUID().toString();
    String body = good("x").replace("\"orderId\": \"x\",", "");
    String first = submitUnder(key, body, 202).getString("sagaId");

    String again = order(body).header("Idempotency-Key", key).post("/orders").path("sagaId");

    assertThat(again).isEqualTo(first);
    submitUnder(key, body.replace("49.90", "50.00"), 422);
  }

  private static JsonPath submitUnder(String key, String body, int status) {
    return order(body)
        .header("Idempotency-Key", key)
        .post("/orders")
        .then()
        .statusCode(status)
        .extract()
        .jsonPath();
  }

  @Test
  void beginsOneSagaForManyIdenticalSubmissions() {
    String body = good(newId());
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> settled(body).getString("sagaId")));
    }

    List<String> sagaIds = answers.stream().map(CompletableFuture::join).toList();

    assertThat(new HashSet<>(sagaIds)).hasSize(1);
    assertThat(participants.received(UUID.fromString(sagaIds.getFirst())))
        .extracting(CommandMessage::command)
        .containsExactly("ReserveStock", "TakePayment", "CreateLabel");
  }

  @Test
  void cancelsAnOrderThatIsUnderWay() {
    participants.answer(command ->
        command.command().equals("CreateLabel")
            ? Optional.empty()
            : PlayedParticipants.succeed(command));
    String orderId = newId();
    String sagaId =
        order(good(orderId)).post("/orders").then().statusCode(202).extract().path("sagaId");
    UUID saga = UUID.fromString(sagaId);
    await().until(() -> participants.received(saga).size() == 3);

    RestAssured.delete("/orders/" + orderId).then().statusCode(202);
    RestAssured.delete("/orders/" + orderId).then().statusCode(202);

    participants.answer(PlayedParticipants::succeed);
    participants.reply(lateLabel(saga));
    await()
        .untilAsserted(() ->
            RestAssured.get("/orders/" + orderId).then().body("status", equalTo("cancelled")));
    assertThat(participants.received(saga))
        .extracting(CommandMessage::command)
        .endsWith("CancelLabel", "RefundPayment", "ReleaseStock");
    RestAssured.get("/orders?status=cancelled&limit=5")
        .then()
        .body("orders.orderId", hasItem(orderId));
  }

  /// What was under way when the order was cancelled has taken effect after all.
  private static ReplyMessage lateLabel(UUID sagaId) {
    return new ReplyMessage(
        sagaId,
        "create-label",
        Direction.EXECUTE,
        1,
        "CreateLabel",
        new Outcome.Succeeded(Map.of("shippingId", "s-1")),
        null);
  }

  @Test
  void doesNotCancelWhatHasEnded() {
    String orderId = settled(good(newId())).getString("orderId");
    RestAssured.delete("/orders/" + orderId)
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
    RestAssured.delete("/orders/no-such-order").then().statusCode(404);
  }
}
