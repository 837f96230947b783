package io.sagasuite.orchestrator.api.definition;

import static io.sagasuite.orchestrator.api.Begun.newName;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.DOCUMENT;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.api.Begun;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Which document becomes a version of its own, also among rivals, and which version a saga keeps.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DefinitionVersionsIT {

  private static final String SAME_AS_JSON =
      """
      { "steps": {
          "reserve": { "outputs": ["reservationId"], "command": "ReserveStock",
            "participant": "inventory", "compensation": "ReleaseStock",
            "input": { "note": "first", "what": "${input.what}" } },
          "pay": { "needs": ["reserve"], "participant": "payment", "command": "TakePayment",
            "compensation": "RefundPayment",
            "input": { "for": "${steps['reserve'].output.reservationId}" } } },
        "output": { "note": "first" },
        "input": { "required": ["what"], "type": "object" },
        "description": "Reserves and pays", "name": "NAME", "apiVersion": "saga/v1" }
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Begun begun;

  @Test
  void makesAChangedDocumentTheNextVersion() {
    String name = newName();
    put(name, DOCUMENT)
        .statusCode(201)
        .header("Location", endsWith("/definitions/" + name + "/versions/1"))
        .body("version", equalTo(1));
    put(name, "text/yaml; charset=utf-8", DOCUMENT)
        .statusCode(200)
        .header("Location", endsWith("/versions/1"));
    put(name, "application/json", SAME_AS_JSON).statusCode(200).body("version", equalTo(1));
    put(name, DOCUMENT.replace("first", "second"))
        .statusCode(201)
        .header("Location", endsWith("/versions/2"));
    put(name, DOCUMENT).statusCode(201).body("version", equalTo(3));
  }

  @Test
  void takesAnotherOrderOfStepsForAnotherDocument() {
    String name = newName();
    String steps = "  %s: { participant: payment, command: Pay, compensation: none }\n";
    String head = "apiVersion: saga/v1\nname: NAME\nsteps:\n";
    put(name, head + steps.formatted("a") + steps.formatted("b")).statusCode(201);
    put(name, head + steps.formatted("b") + steps.formatted("a"))
        .statusCode(201)
        .body("version", equalTo(2));
  }

  @Test
  void givesRivalWritersOneVersionEach() {
    String name = newName();
    List<CompletableFuture<Integer>> rivals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body = DOCUMENT.replace("first", "rival-" + i);
      rivals.add(CompletableFuture.supplyAsync(() -> put(name, body).extract().path("version")));
    }

    assertThat(rivals.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void givesRivalWritersOfOneDocumentOneVersion() {
    String name = newName();
    List<CompletableFuture<Integer>> rivals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rivals.add(CompletableFuture.supplyAsync(() -> put(name, DOCUMENT).extract().statusCode()));
    }

    assertThat(rivals.stream().map(CompletableFuture::join))
        .containsOnlyOnce(201)
        .filteredOn(status -> status == 200)
        .hasSize(7);
    RestAssured.get("/definitions/" + name).then().body("version", equalTo(1));
  }

  @Test
  void letsSagasEndUnderTheVersionTheyStartedWith() throws InterruptedException {
    String name = newName();
    try (PlayedParticipants participants = new PlayedParticipants(bootstrapServers)) {
      participants.answer(command -> Optional.empty());
      put(name, DOCUMENT).statusCode(201);
      UUID first = begun.saga(name, "k", Map.of("what", "books"));
      put(name, DOCUMENT.replace("first", "second")).statusCode(201);
      UUID second = begun.saga(name, "k", Map.of("what", "books"));
      participants.answer(PlayedParticipants::succeed);
      // what was not answered is asked again
      for (UUID saga : List.of(first, second)) {
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() ->
                RestAssured.get("/sagas/" + saga).then().body("status", equalTo("completed")));
      }
      assertThat(Begun.view(first).getInt("definitionVersion")).isEqualTo(1);
      assertThat(Begun.view(first).getString("output.note")).isEqualTo("first");
      assertThat(Begun.view(second).getInt("definitionVersion")).isEqualTo(2);
      assertThat(Begun.view(second).getString("output.note")).isEqualTo("second");
    }
  }
}
