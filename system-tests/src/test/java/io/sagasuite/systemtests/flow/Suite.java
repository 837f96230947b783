package io.sagasuite.systemtests.flow;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sagasuite.systemtests.SuiteStack;
import java.util.Map;

/// The calls that the tests make, each in one word.
final class Suite {

  static final String ORCHESTRATOR = "orchestrator";
  static final String INVENTORY = "inventory";
  static final String PAYMENT = "payment";
  static final String SHIPPING = "shipping";

  private Suite() {}

  static RequestSpecification at(String service) {
    return given().baseUri(SuiteStack.url(service));
  }

  /// Submits an order and does not wait.
  static Response submit(Map<String, Object> order) {
    return at(ORCHESTRATOR).contentType(ContentType.JSON).body(order).post("/orders");
  }

  /// Submits an order and waits for its end.
  static JsonPath settle(Map<String, Object> order) {
    Response answer =
        at(ORCHESTRATOR)
            .contentType(ContentType.JSON)
            .header("Prefer", "wait=60")
            .body(order)
            .post("/orders");
    return answer.then().statusCode(200).extract().jsonPath();
  }

  static JsonPath order(Object orderId) {
    return json(at(ORCHESTRATOR).get("/orders/{id}", orderId));
  }

  static SagaView saga(JsonPath order) {
    String sagaId = order.getString("sagaId");
    return new SagaView(
        json(at(ORCHESTRATOR).get("/sagas/{id}", sagaId)),
        json(at(ORCHESTRATOR).get("/sagas/{id}/events", sagaId)));
  }

  static void putStock(String productId, int available) {
    at(INVENTORY)
        .contentType(ContentType.JSON)
        .body(Map.of("available", available))
        .put("/stock/{id}", productId)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201, 204));
  }

  static JsonPath stock(String productId) {
    return json(at(INVENTORY).get("/stock/{id}", productId));
  }

  static JsonPath payments(Object orderId) {
    return json(at(PAYMENT).queryParam("orderId", orderId).get("/payments"));
  }

  static JsonPath shipments(Object orderId) {
    return json(at(SHIPPING).queryParam("orderId", orderId).get("/shipments"));
  }

  private static JsonPath json(Response answer) {
    return answer.then().statusCode(200).contentType(ContentType.JSON).extract().jsonPath();
  }
}
