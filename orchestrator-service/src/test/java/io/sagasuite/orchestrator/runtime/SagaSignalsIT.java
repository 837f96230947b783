package io.sagasuite.orchestrator.runtime;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.orchestrator.testing.Defined;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Direction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sagas that tell other sagas something, and that wait for the end of another.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SagaSignalsIT {

  @Inject Definitions definitions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;
  private final String listener = Defined.name("listener");
  private final String teller = Defined.name("teller");
  private final String key = Defined.name("key");

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
    Defined.store(definitions, listener, saga -> saga.step("listen", step -> step.signal("Go")));
    Defined.store(
        definitions,
        teller,
        saga ->
            saga.step(
                    "tell",
                    step ->
                        step.command("orchestrator", "SignalSagas", "none")
                            .input(
                                Map.of(
                                    "definition",
                                    listener,
                                    "businessKey",
                                    "${input.key}",
                                    "signal",
                                    "Go",
                                    "data",
                                    Map.of("by", "teller"))))
                .output(Map.of("signalled", "${steps['tell'].output.signalled}")));
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private static ValidatableResponse start(
      String definition, String businessKey, Map<String, Object> input, int waitSeconds) {
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=" + waitSeconds)
        .body(Map.of("definition", definition, "businessKey", businessKey, "input", input))
        .post("/sagas")
        .then();
  }

  private String listen(String businessKey) {
    return start(listener, businessKey, Map.of(), 0).extract().path("sagaId");
  }

  private ValidatableResponse tell() {
    return start(teller, "teller", Map.of("key", key), 20).body("status", equalTo("completed"));
  }

  private static void isEventually(String sagaId, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> get("/sagas/" + sagaId).then().body("status", equalTo(status)));
  }

  @Test
  void everyUnfinishedSagaOfTheBusinessKeyIsTold() {
    String first = listen(key);
    String second = listen(key);
    String other = listen(key + "-other");

    tell().body("output.signalled", equalTo(2));

    isEventually(first, "completed");
    isEventually(second, "completed");
    get("/sagas/" + other).then().body("status", equalTo("running"));
    tell().body("output.signalled", equalTo(0));
  }

  @Test
  void aPausedSagaIsToldAndGoesOnWhenItIsResumed() {
    String paused = listen(key);
    act(paused, "pause");

    tell().body("output.signalled", equalTo(1));

    get("/sagas/" + paused).then().body("status", equalTo("paused"));
    act(paused, "resume");
    isEventually(paused, "completed");
  }

  private static void act(String sagaId, String action) {
    given()
        .contentType("application/json")
        .body(Map.of("reason", "test"))
        .post("/sagas/" + sagaId + "/" + action)
        .then()
        .statusCode(200);
  }

  @Test
  void aRepeatedCommandTellsNobodyTwice() {
    participants.answer(command -> Optional.empty());
    String busy = Defined.name("busy");
    Defined.store(
        definitions,
        busy,
        saga -> saga.step("wait", step -> step.command("inventory", "Wait", "none")));
    String target = start(busy, key, Map.of(), 0).extract().path("sagaId");
    String asking = start(busy, key + "-asking", Map.of(), 0).extract().path("sagaId");
    Map<String, Object> input = Map.of("definition", busy, "businessKey", key, "signal", "Go");

    ask(asking, "wait", "SignalSagas", input);
    isEventually(asking, "completed");
    ask(asking, "wait", "SignalSagas", input);
    tell();

    List<String> types = get("/sagas/" + target + "/events").path("events.events.type.flatten()");
    assertThat(types).containsOnlyOnce("SignalReceived");
  }

  @Test
  void aSagaWaitsForTheEndOfAnother() {
    String waiter = Defined.name("waiter");
    Defined.store(
        definitions,
        waiter,
        saga ->
            saga.step(
                    "await",
                    step ->
                        step.command("orchestrator", "AwaitSaga", "none")
                            .input(Map.of("sagaId", "${input.sagaId}"))
                            .with(
                                "retry",
                                Map.of(
                                    "maxAttempts", 100,
                                    "initialInterval", "PT0.2S",
                                    "maxInterval", "PT0.2S")))
                .output(Map.of("status", "${steps['await'].output.status}")));
    String awaited = listen(key);
    String waiting = start(waiter, "waiter", Map.of("sagaId", awaited), 0).extract().path("sagaId");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            get("/sagas/" + waiting).then().body("steps[0].error.code", equalTo("saga_busy")));

    act(awaited, "cancel");

    isEventually(waiting, "completed");
    get("/sagas/" + waiting).then().body("output.status", equalTo("compensated"));
    start(waiter, "waiter", Map.of("sagaId", UUID.randomUUID().toString()), 20)
        .body("output.status", equalTo("unknown"));
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    String strange = Defined.name("strange");
    Defined.store(
        definitions,
        strange,
        saga -> saga.step("ask", step -> step.command("orchestrator", "DoWhatever", "none")));

    start(strange, key, Map.of(), 20)
        .body("status", equalTo("compensated"))
        .body("failure.code", equalTo("unknown_command"));
  }

  private void ask(String sagaId, String step, String command, Map<String, Object> input) {
    CommandMessage message =
        new CommandMessage(
            UUID.fromString(sagaId), step, Direction.EXECUTE, 1, command, input, null, null);
    WireMessage wire = new MessageCodec("/test").encode(message, Instant.now());
    participants.send(new ProducerRecord<>("orchestrator.commands", wire.key(), wire.value()));
  }
}
