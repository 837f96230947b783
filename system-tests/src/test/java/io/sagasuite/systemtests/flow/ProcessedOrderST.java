package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One order that meets no trouble.
class ProcessedOrderST {

  @Test
  void anOrderIsAcceptedAtOnceAndReadableAtOnce() {
    Map<String, Object> order = SampleOrders.good();
    String orderId = (String) order.get("orderId");

    Suite.submit(order)
        .then()
        .statusCode(202)
        .header("Location", org.hamcrest.Matchers.endsWith("/orders/" + orderId))
        .body("orderId", equalTo(orderId))
        .body("status", equalTo("pending"))
        .body("failure", nullValue());

    assertThat(Suite.order(orderId).getString("orderId")).isEqualTo(orderId);
  }

  @Test
  void anOrderWithoutAnIdIsGivenOne() {
    Map<String, Object> order = SampleOrders.good();
    order.remove("orderId");

    JsonPath view = Suite.settle(order);

    assertThat(view.getString("orderId")).isNotBlank();
    assertThat(Suite.order(view.getString("orderId")).getString("status")).isEqualTo("processed");
  }

  @Test
  void aGoodOrderIsProcessedAndSaysWithWhat() {
    Map<String, Object> order = SampleOrders.good();

    JsonPath view = Suite.settle(order);

    assertThat(view.getString("status")).isEqualTo("processed");
    assertThat(view.getMap("")).doesNotContainValue("");
    assertThat(view.getString("trackingNumber")).isNotBlank();
    assertThat(view.<Object>get("failure")).isNull();
    assertThat(Instant.parse(view.getString("createdAt")))
        .isBefore(Instant.parse(view.getString("updatedAt")));
    Suite.at(Suite.INVENTORY)
        .get("/reservations/{id}", view.getString("reservationId"))
        .then()
        .statusCode(200);
    Suite.at(Suite.PAYMENT)
        .get("/payments/{id}", view.getString("paymentId"))
        .then()
        .statusCode(200)
        .body("orderId", equalTo(order.get("orderId")))
        .body("amount", equalTo("49.90"))
        .body("currency", equalTo("EUR"))
        .body("status", equalTo("captured"));
    Suite.at(Suite.SHIPPING)
        .get("/shipments/{id}", view.getString("shippingId"))
        .then()
        .statusCode(200)
        .body("orderId", equalTo(order.get("orderId")))
        .body("status", equalTo("created"))
        .body("trackingNumber", equalTo(view.getString("trackingNumber")));
  }

  @Test
  void aSagaShowsItsStepsAndItsJournal() {
    JsonPath view = Suite.settle(SampleOrders.good());

    SagaView saga = Suite.saga(view);

    assertThat(saga.status()).isEqualTo("completed");
    assertThat(
            List.of(
                "validate-order",
                "check-availability",
                "reserve-stock",
                "take-payment",
                "create-label",
                "publish-order"))
        .allSatisfy(step -> assertThat(saga.stepStatus(step)).isEqualTo("succeeded"));
    assertThat(saga.stepsOf("StepStarted"))
        .containsExactly("reserve-stock", "take-payment", "create-label");
    assertThat(saga.has("SagaCompleted")).isTrue();
    assertThat(saga.saga().getString("traceId")).matches("[0-9a-f]{32}");
  }

  @Test
  void whatIsNotThereIsAProblem() {
    Suite.at(Suite.ORCHESTRATOR)
        .get("/orders/o-that-nobody-sent")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    Suite.at(Suite.ORCHESTRATOR)
        .get("/sagas/00000000-0000-7000-8000-000000000000")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
