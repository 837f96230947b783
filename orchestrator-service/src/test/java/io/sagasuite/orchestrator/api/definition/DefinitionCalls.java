package io.sagasuite.orchestrator.api.definition;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;

/// A definition of two steps, and the calls that put and plan one.
final class DefinitionCalls {

  static final String DOCUMENT =
      """
      apiVersion: saga/v1
      name: NAME
      description: Reserves and pays
      input: { type: object, required: [what] }
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { what: "${input.what}", note: first }
          outputs: [reservationId]
        pay:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [reserve]
          input: { for: "${steps['reserve'].output.reservationId}" }
      output: { note: first }
      """;

  private DefinitionCalls() {}

  static ValidatableResponse put(String name, String type, String body) {
    return RestAssured.given()
        .contentType(type)
        .body(body.replace("NAME", name).getBytes(StandardCharsets.UTF_8))
        .put("/definitions/" + name)
        .then();
  }

  static ValidatableResponse put(String name, String body) {
    return put(name, "application/yaml", body);
  }

  static ValidatableResponse plan(String name, String body) {
    return RestAssured.given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/definitions/" + name + "/plan")
        .then();
  }
}
