package io.sagasuite.orchestrator.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.testing.Defined;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SagaStartIT {

  @Inject Definitions definitions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;
  private final String stages = Defined.name("stages");

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
    participants.answer(SagaStartIT::answerById);
    Defined.store(
        definitions,
        stages,
        saga ->
            saga.input(Map.of("type", "object", "required", List.of("region")))
                .step(
                    "infrastructure",
                    step ->
                        step.command("inventory", "CreateNetwork", "DeleteNetwork")
                            .input(Map.of("region", "${input.region}"))
                            .outputs("id"))
                .step(
                    "services",
                    step ->
                        step.command("payment", "DeployServices", "RemoveServices")
                            .needs("infrastructure")
                            .input(Map.of("network", "${steps['infrastructure'].output.id}"))
                            .outputs("id"))
                .step(
                    "configuration",
                    step ->
                        step.command("shipping", "Configure", "Unconfigure")
                            .needs("services")
                            .input(Map.of("services", "${steps['services'].output.id}")))
                .output(Map.of("services", "${steps['services'].output.id}")));
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private static Optional<Outcome> answerById(CommandMessage command) {
    return Optional.of(new Outcome.Succeeded(Map.of("id", command.step() + "-1")));
  }

  private ValidatableResponse start(Map<String, Object> body) {
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=10")
        .body(body)
        .post("/sagas")
        .then();
  }

  private List<String> commandsOf(ValidatableResponse saga) {
    UUID sagaId = UUID.fromString(saga.extract().path("sagaId"));
    return participants.received(sagaId).stream().map(CommandMessage::command).toList();
  }

  @Test
  void runsAnyStoredDefinition() {
    start(Map.of("definition", stages, "input", Map.of("region", "eu")))
        .statusCode(200)
        .header("Location", containsString("/sagas/"))
        .body("status", equalTo("completed"))
        .body("output.services", equalTo("services-1"));
  }

  @Test
  void refusesWhatCannotBeStartedWithItsPlace() {
    start(Map.of("definition", "no-such"))
        .statusCode(400)
        .body("violations[0].field", equalTo("definition"))
        .body("violations[0].message", containsString("no-such"));
    start(Map.of("definition", stages, "version", 99, "input", Map.of("region", "eu")))
        .statusCode(400)
        .body("violations[0].field", equalTo("version"));
    start(Map.of("definition", stages, "input", Map.of()))
        .statusCode(400)
        .body("violations[0].field", containsString("input"));
    start(Map.of("definition", stages, "input", Map.of("region", "eu"), "from", "nowhere"))
        .statusCode(400)
        .body("violations[0].field", equalTo("from"));
    start(Map.of("input", Map.of()))
        .statusCode(400)
        .body("violations[0].field", equalTo("definition"));
  }

  @Test
  void startsOnceUnderOneIdempotencyKey() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("definition", stages, "input", Map.of("region", "eu"));
    String first = startUnder(key, body).statusCode(200).extract().path("sagaId");

    startUnder(key, body).statusCode(200).body("sagaId", equalTo(first));
    startUnder(key, Map.of("definition", stages, "input", Map.of("region", "us"))).statusCode(422);
  }

  private static ValidatableResponse startUnder(String key, Map<String, Object> body) {
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=10")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/sagas")
        .then();
  }

  @Test
  void aLaterPartStartsFromWhatAnEarlierOnePutOut() {
    Map<String, Object> common =
        Map.of(
            "definition",
            stages,
            "businessKey",
            "env-" + UUID.randomUUID(),
            "input",
            Map.of("region", "eu"));
    start(with(common, "only", "services"))
        .statusCode(400)
        .body("violations[0].message", containsString("infrastructure"));

    ValidatableResponse below = start(with(common, "to", "infrastructure")).statusCode(200);
    ValidatableResponse above = start(with(common, "only", "services")).statusCode(200);

    assertThat(commandsOf(below)).containsExactly("CreateNetwork");
    assertThat(commandsOf(above)).containsExactly("DeployServices");
    UUID sagaId = UUID.fromString(above.extract().path("sagaId"));
    assertThat(participants.received(sagaId).getFirst().input())
        .containsEntry("network", "infrastructure-1");
  }

  @Test
  void aPartThatFailsUndoesOnlyItself() {
    Map<String, Object> common =
        Map.of(
            "definition",
            stages,
            "businessKey",
            "env-" + UUID.randomUUID(),
            "input",
            Map.of("region", "eu"));
    start(with(common, "to", "infrastructure")).body("status", equalTo("completed"));
    participants.answer(command ->
        command.command().equals("Configure")
            ? Optional.of(new Outcome.Rejected("bad_settings", "no"))
            : answerById(command));

    ValidatableResponse rest = start(with(common, "from", "services"));

    rest.body("status", equalTo("compensated")).body("failure.code", equalTo("bad_settings"));
    assertThat(commandsOf(rest)).containsExactly("DeployServices", "Configure", "RemoveServices");
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> all = new java.util.HashMap<>(map);
    all.put(name, value);
    return all;
  }

  @Test
  void aCommandThatNoBrokerTakesFailsItsStepAndNothingElse() {
    String name = Defined.name("heavy");
    String half = "x".repeat(600_000);
    Defined.store(
        definitions,
        name,
        saga ->
            saga.step(
                "heavy",
                step ->
                    step.command("inventory", "CarryAll", "none")
                        .input(
                            Map.of(
                                "a", "${input.half}${input.half}${input.half}${input.half}",
                                "b", "${input.half}${input.half}${input.half}${input.half}"))));

    start(Map.of("definition", name, "input", Map.of("half", half)))
        .statusCode(200)
        .body("status", equalTo("compensated"))
        .body("failure.code", equalTo("command_too_large"));
    start(Map.of("definition", stages, "input", Map.of("region", "eu")))
        .body("status", equalTo("completed"));
  }

  @Test
  void aSagaThatBeginsAgainRunsWhole() {
    String name = Defined.name("rounds");
    Defined.store(
        definitions,
        name,
        saga ->
            saga.every(Duration.ofHours(1))
                .step("probe", step -> step.command("inventory", "Probe", "none")));

    start(Map.of("definition", name, "only", "probe"))
        .statusCode(400)
        .body("violations[0].message", containsString("whole"));
  }
}
