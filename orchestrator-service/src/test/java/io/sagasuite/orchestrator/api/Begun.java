package io.sagasuite.orchestrator.api;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.runtime.SagaIds;
import io.sagasuite.orchestrator.runtime.SagaStarter;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.KeyedSaga;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput.StartSaga;
import io.sagasuite.saga.definition.SagaDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/// Definitions as a test puts them, and sagas begun under the newest version.
@ApplicationScoped
public class Begun {

  private final SagaStarter starter;
  private final Definitions definitions;
  private final DatabaseClock clock;

  Begun(SagaStarter starter, Definitions definitions, DatabaseClock clock) {
    this.starter = starter;
    this.definitions = definitions;
    this.clock = clock;
  }

  /// A name that no other test uses.
  public static String newName() {
    return "d-" + UUID.randomUUID();
  }

  /// Stores the document under a new name, which stands in it as NAME.
  public static String put(String yaml) {
    String name = newName();
    put(name, yaml);
    return name;
  }

  /// Stores the document under this name; its version.
  public static int put(String name, String yaml) {
    return RestAssured.given()
        .contentType("application/yaml")
        .body(yaml.replace("NAME", name).getBytes(StandardCharsets.UTF_8))
        .put("/definitions/" + name)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201))
        .extract()
        .path("version");
  }

  /// Begins a saga.
  public UUID saga(String definition, String businessKey, Map<String, Object> input) {
    SagaDefinition newest = definitions.newest(definition).await().indefinitely().orElseThrow();
    UUID sagaId = SagaIds.next();
    Decision start =
        SagaDecider.decide(
            newest, null, new StartSaga(sagaId, businessKey, Map.of(), null, input, clock.now()));
    starter.submit(new KeyedSaga(null, null, start)).join();
    return sagaId;
  }

  /// Begins a saga that nobody else is about.
  public UUID saga(String definition) {
    return saga(definition, "k-" + UUID.randomUUID(), Map.of());
  }

  /// The saga as callers see it.
  public static JsonPath view(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId).then().statusCode(200).extract().jsonPath();
  }
}
