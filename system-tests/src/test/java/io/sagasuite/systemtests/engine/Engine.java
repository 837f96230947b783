package io.sagasuite.systemtests.engine;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sagasuite.systemtests.SuiteStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// The calls that these tests make, each in one word.
final class Engine {

  private Engine() {}

  static RequestSpecification orchestrator() {
    return given().baseUri(SuiteStack.url("orchestrator"));
  }

  /// Stores a definition under a name of its own; `%s` in the text stands for the name.
  static String define(String base, String yaml) {
    String name = base + "-" + UUID.randomUUID().toString().substring(0, 8);
    orchestrator()
        .contentType("application/yaml")
        .body(yaml.formatted(name).getBytes(StandardCharsets.UTF_8))
        .put("/definitions/{name}", name)
        .then()
        .statusCode(201);
    return name;
  }

  static String start(String definition, Map<String, Object> input) {
    return orchestrator()
        .contentType(ContentType.JSON)
        .body(Map.of("definition", definition, "input", input))
        .post("/sagas")
        .then()
        .statusCode(202)
        .extract()
        .path("sagaId");
  }

  static JsonPath saga(String sagaId) {
    return orchestrator().get("/sagas/{id}", sagaId).then().statusCode(200).extract().jsonPath();
  }

  static String status(String sagaId) {
    return saga(sagaId).getString("status");
  }

  static String step(String sagaId, String step, String field) {
    return saga(sagaId).getString("steps.find { it.name == '%s' }.%s".formatted(step, field));
  }

  static Duration between(String sagaId, String stepA, String fieldA, String stepB, String fieldB) {
    return Duration.between(
        Instant.parse(step(sagaId, stepA, fieldA)), Instant.parse(step(sagaId, stepB, fieldB)));
  }

  static Response act(String sagaId, String action, Map<String, Object> body) {
    return orchestrator()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/sagas/{id}/" + action, sagaId);
  }

  static void putStock(String productId, int available) {
    given()
        .baseUri(SuiteStack.url("inventory"))
        .contentType(ContentType.JSON)
        .body(Map.of("available", available))
        .put("/stock/{id}", productId);
  }

  static JsonPath stock(String productId) {
    return given()
        .baseUri(SuiteStack.url("inventory"))
        .get("/stock/{id}", productId)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
