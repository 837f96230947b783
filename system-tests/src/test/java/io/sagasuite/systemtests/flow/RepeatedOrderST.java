package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sagasuite.systemtests.SampleOrders;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The same order again, by its id or by its caller's key, one after another and all at once.
class RepeatedOrderST {

  @Test
  void theSameOrderAgainIsTheSameOrder() {
    Map<String, Object> order = SampleOrders.good();
    JsonPath first = Suite.settle(order);

    Suite.submit(order)
        .then()
        .statusCode(oneOf(200, 202))
        .body("sagaId", equalTo(first.getString("sagaId")))
        .body("status", equalTo("processed"));
  }

  @Test
  void anotherOrderUnderTheSameIdIsAConflict() {
    Map<String, Object> order = SampleOrders.good();
    Suite.submit(order).then().statusCode(202);
    order.put("amount", "50.00");

    Suite.submit(order).then().statusCode(409).contentType("application/problem+json");
  }

  @Test
  void anIdempotencyKeyStandsForAnOrderWithoutId() {
    String key = SampleOrders.newId();
    Map<String, Object> order = SampleOrders.good();
    order.remove("orderId");
    Response first = submitUnder(key, order);

    Response again = submitUnder(key, order);

    first.then().statusCode(202);
    again.then().statusCode(oneOf(200, 202));
    assertThat(again.jsonPath().getString("orderId"))
        .isEqualTo(first.jsonPath().getString("orderId"));
    assertThat(again.jsonPath().getString("sagaId"))
        .isEqualTo(first.jsonPath().getString("sagaId"));
    order.put("amount", "50.00");
    submitUnder(key, order).then().statusCode(422).contentType("application/problem+json");
  }

  @Test
  void manyAtOnceAreOneSagaAndOnePayment() {
    Suite.putStock("for-echo", 10);
    Map<String, Object> order = SampleOrders.good();
    order.put("items", List.of(SampleOrders.item("for-echo", 2)));

    List<Response> answers =
        Crowd.of(32, i -> Crowd.submit(i % 2 == 0 ? "orchestrator" : "orchestrator-2", order));

    Set<String> sagas = new HashSet<>();
    answers.forEach(answer -> {
      answer.then().statusCode(200).body("status", equalTo("processed"));
      sagas.add(answer.jsonPath().getString("sagaId"));
    });
    assertThat(sagas).hasSize(1);
    assertThat(Suite.payments(order.get("orderId")).getList("")).hasSize(1);
    assertThat(Suite.shipments(order.get("orderId")).getList("")).hasSize(1);
    RejectedOrderST.assertStock("for-echo", 8, 2);
  }

  private static Response submitUnder(String key, Map<String, Object> order) {
    return Suite.at(Suite.ORCHESTRATOR)
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(order)
        .post("/orders");
  }
}
