package io.sagasuite.orchestrator.api.operator;

import static io.sagasuite.orchestrator.api.operator.OperatorCalls.FORK;
import static io.sagasuite.orchestrator.api.operator.OperatorCalls.PATIENCE;
import static io.sagasuite.orchestrator.api.operator.OperatorCalls.act;
import static io.sagasuite.orchestrator.api.operator.OperatorCalls.comesTo;
import static io.sagasuite.orchestrator.api.operator.OperatorCalls.journal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.orchestrator.api.Begun;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes of each action that a person takes on a saga, also when many take it at once.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OperatorActionsIT {

  private static final String APPROVAL =
      """
      apiVersion: saga/v1
      name: NAME
      steps:
        approve: { signal: approved, timeout: PT1H }
        pay:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [approve]
          input: { by: "${steps['approve'].output.name}" }
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Begun begun;

  private PlayedParticipants participants;

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private void silent() {
    participants.answer(command -> Optional.empty());
  }

  private void received(UUID sagaId, String... commands) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(participants.received(sagaId))
                .extracting(CommandMessage::command)
                .contains(commands));
  }

  private void reply(UUID sagaId, String step, Outcome outcome) {
    participants.reply(new ReplyMessage(sagaId, step, Direction.EXECUTE, 1, "Any", outcome, null));
  }

  @Test
  void holdsASagaUntilItIsResumed() {
    silent();
    UUID sagaId = begun.saga(Begun.put(FORK));
    received(sagaId, "ReserveStock");

    act(sagaId, "pause", "{\"reason\":\"stocktaking\",\"by\":\"ada\"}")
        .statusCode(200)
        .body("status", equalTo("paused"))
        .body("pausedAt", notNullValue())
        .body("actions", hasItem("resume"));
    act(sagaId, "pause")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("does not fit a saga that is paused"))
        .body("detail", containsString("resume"));

    reply(sagaId, "reserve", new Outcome.Succeeded(Map.of("reservationId", "r-1")));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            RestAssured.get("/sagas/" + sagaId)
                .then()
                .body("steps[0].status", equalTo("succeeded"))
                .body("steps[1].status", equalTo("pending"))
                .body("status", equalTo("paused")));
    participants.answer(PlayedParticipants::succeed);
    act(sagaId, "resume").statusCode(200).body("status", equalTo("running"));
    comesTo(sagaId, "completed");
    assertThat(journal(sagaId).getList("events.events.flatten().findAll{it.type=='OperatorActed'}"))
        .extracting("action", "by", "reason")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pause", "ada", "stocktaking"),
            org.assertj.core.groups.Tuple.tuple("resume", "operator", "because"));
  }

  @Test
  void takesTheOperatorFromTheHeaderWhereTheBodyNamesNone() {
    silent();
    UUID sagaId = begun.saga(Begun.put(FORK));
    RestAssured.given()
        .contentType(ContentType.JSON)
        .header("X-Operator", "grace")
        .body("{\"reason\":\"enough\"}")
        .post("/sagas/" + sagaId + "/cancel")
        .then()
        .statusCode(200)
        .body("status", equalTo("compensating"))
        .body("reason", equalTo("cancelled"))
        .body("failure.message", equalTo("enough (by grace)"));
  }

  @Test
  void triesAgainAndSkipsWhatIsParked() {
    participants.answer(command ->
        command.command().equals("RefundPayment")
            ? Optional.of(new Outcome.Rejected("bank_closed", "come back on Monday"))
            : command.command().equals("CreateLabel")
                ? Optional.of(new Outcome.Rejected("no_carrier", "nobody goes there"))
                : PlayedParticipants.succeed(command));
    String once = "compensationRetry: { maxAttempts: 1 }";
    UUID sagaId =
        begun.saga(
            Begun.put(
                FORK.replace(
                    "compensation: RefundPayment", "compensation: RefundPayment\n    " + once)));
    comesTo(sagaId, "parked");

    act(sagaId, "retry", "{\"reason\":\"it is Monday\",\"step\":\"pay\"}")
        .statusCode(200)
        .body("status", equalTo("compensating"));
    comesTo(sagaId, "parked");
    act(sagaId, "skip", "{\"reason\":\"paid by hand\",\"step\":\"pay\"}").statusCode(200);
    comesTo(sagaId, "compensated");
    assertThat(participants.received(sagaId))
        .extracting(CommandMessage::command)
        .filteredOn("RefundPayment"::equals)
        .hasSize(2);
  }

  @Test
  void goesOnWithASkippedStepsOutput() {
    participants.answer(command ->
        command.command().equals("ReserveStock")
            ? Optional.empty()
            : PlayedParticipants.succeed(command));
    UUID sagaId = begun.saga(Begun.put(APPROVAL));

    act(
            sagaId,
            "skip",
            "{\"reason\":\"on vacation\",\"step\":\"approve\",\"output\":{\"name\":\"deputy\"}}")
        .statusCode(200)
        .body("steps[0].status", equalTo("skipped"))
        .body("steps[0].skippedBecause", equalTo("skipped by operator: on vacation"));
    comesTo(sagaId, "completed");
    assertThat(participants.received(sagaId).getFirst().input()).containsEntry("by", "deputy");
  }

  @Test
  void deliversSignals() {
    UUID sagaId = begun.saga(Begun.put(APPROVAL));
    RestAssured.get("/sagas/" + sagaId)
        .then()
        .body("steps[0].status", equalTo("waiting"))
        .body("steps[0].waiting.signal", equalTo("approved"))
        .body("steps[0].waiting.until", notNullValue())
        .body("actions", hasItem("signal"));

    act(sagaId, "signals/weather", "{\"reason\":\"rain\"}")
        .statusCode(200)
        .body("unreadSignals", equalTo(List.of("weather")));
    act(sagaId, "signals/approved?dryRun=true", "{\"reason\":\"what if\"}")
        .statusCode(200)
        .body("commands.command", equalTo(List.of("TakePayment")));
    act(sagaId, "signals/approved", "{\"reason\":\"fine\",\"data\":{\"name\":\"ada\"}}")
        .statusCode(200)
        .body("steps[0].status", equalTo("succeeded"))
        .body("steps[0].output.name", equalTo("ada"));
    comesTo(sagaId, "completed");
    act(sagaId, "signals/approved").statusCode(409).body("detail", containsString("compensate"));
  }

  @Test
  void letsOneOfManyRivalsAct() {
    UUID sagaId = begun.saga(Begun.put(APPROVAL));
    List<CompletableFuture<Integer>> rivals =
        Stream.generate(() ->
                CompletableFuture.supplyAsync(() -> act(sagaId, "pause").extract().statusCode()))
            .limit(8)
            .toList();

    assertThat(rivals.stream().map(CompletableFuture::join))
        .containsOnlyOnce(200)
        .containsOnly(200, 409);
    assertThat(Begun.view(sagaId).getInt("version")).isEqualTo(2);
  }
}
