package io.sagasuite.orchestrator.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.testing.Defined;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.OperatorAction.SendSignal;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RoundsIT {

  private static final int HISTORY = 3;

  @Inject Definitions definitions;
  @Inject SagaActions actions;
  @Inject DatabaseClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Test
  void beginsAgainWithABoundedHistoryUntilTheSignalComes() throws InterruptedException {
    try (var participants = new PlayedParticipants(bootstrapServers)) {
      String name = Defined.name("health");
      Defined.store(
          definitions,
          name,
          saga ->
              saga.every(Duration.ofMillis(200), "InstanceDeleted", HISTORY)
                  .step("probe", step -> step.command("inventory", "Probe", "none")));
      UUID sagaId =
          UUID.fromString(
              given()
                  .contentType("application/json")
                  .body(Map.of("definition", name))
                  .post("/sagas")
                  .then()
                  .statusCode(202)
                  .extract()
                  .path("sagaId"));

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> participants.received(sagaId).size() > 2 * HISTORY);
      actions
          .act(
              sagaId,
              new OperatorActs(
                  new SendSignal("InstanceDeleted", Map.of()), "test", "gone", clock.now()))
          .await()
          .indefinitely();
      await()
          .untilAsserted(
              () -> given().get("/sagas/" + sagaId).then().body("status", equalTo("completed")));

      List<String> steps =
          participants.received(sagaId).stream().map(CommandMessage::step).toList();
      assertThat(steps).startsWith("probe", "probe@2", "probe@3").doesNotHaveDuplicates();
      List<?> journal = given().get("/sagas/" + sagaId + "/events").path("events");
      assertThat(journal).hasSizeLessThan((HISTORY + 2) * 3);
    }
  }
}
