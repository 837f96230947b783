package io.sagasuite.orchestrator.api.operator;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.UUID;

/// What an operator asks of the orchestrator, and a saga to ask it for.
final class OperatorCalls {

  /// Reserve, then pay and ship side by side.
  static final String FORK =
      """
      apiVersion: saga/v1
      name: NAME
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { what: "${input.what}" }
          outputs: [reservationId]
        pay:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [reserve]
        ship:
          participant: shipping
          command: CreateLabel
          compensation: CancelLabel
          needs: [reserve]
          input: { reservation: "${steps['reserve'].output.reservationId}" }
      """;

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private OperatorCalls() {}

  static ValidatableResponse act(UUID sagaId, String path, String body) {
    return RestAssured.given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/sagas/" + sagaId + "/" + path)
        .then();
  }

  static ValidatableResponse act(UUID sagaId, String path) {
    return act(sagaId, path, "{\"reason\":\"because\"}");
  }

  static void comesTo(UUID sagaId, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> RestAssured.get("/sagas/" + sagaId).then().body("status", equalTo(status)));
  }

  static JsonPath journal(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId + "/events").then().extract().jsonPath();
  }
}
