package io.sagasuite.orchestrator.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.orchestrator.api.Begun;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.Topic;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Inject;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OperatorsIT {

  /// Reserve, then pay and ship side by side.
  private static final String FORK =
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

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  private static ValidatableResponse act(UUID sagaId, String path, String body) {
    return RestAssured.given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/sagas/" + sagaId + "/" + path)
        .then();
  }

  private static ValidatableResponse act(UUID sagaId, String path) {
    return act(sagaId, path, "{\"reason\":\"because\"}");
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

  private static void comesTo(UUID sagaId, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> RestAssured.get("/sagas/" + sagaId).then().body("status", equalTo(status)));
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

  private static JsonPath journal(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId + "/events").then().extract().jsonPath();
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
  void tellsAllThatACompensationWouldUndoAndTouchesNothing() {
    UUID sagaId = begun.saga(Begun.put(FORK), "k", Map.of("what", "books"));
    comesTo(sagaId, "completed");
    String before = row(sagaId);
    int rows = journal(sagaId).getList("events").size();
    await().atMost(PATIENCE).until(() -> published(sagaId) == rows);

    JsonPath plan =
        act(sagaId, "compensate?dryRun=true")
            .statusCode(200)
            .body("status", equalTo("completed"))
            .body("statusAfter", equalTo("compensating"))
            .body("rejection", nullValue())
            .body("undoCount", equalTo(3))
            .extract()
            .jsonPath();

    assertThat(plan.getList("undo.step"))
        .isEqualTo(List.of(List.of("ship", "pay"), List.of("reserve")));
    assertThat(plan.getList("commands.command"))
        .containsExactlyInAnyOrder("CancelLabel", "RefundPayment");
    assertThat(plan.getString("undo[1][0].input.what")).isEqualTo("books");
    assertThat(plan.getString("undo[1][0].output.reservationId")).isNotBlank();
    assertThat(row(sagaId)).isEqualTo(before);
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> published(sagaId) == rows && participants.received(sagaId).size() == 3);

    act(sagaId, "compensate").statusCode(200).body("status", equalTo("compensating"));
    comesTo(sagaId, "compensated");
    assertThat(participants.received(sagaId).subList(3, 6))
        .extracting(CommandMessage::command)
        .endsWith("ReleaseStock")
        .contains("CancelLabel", "RefundPayment");
  }

  /// How many of the saga's transitions have reached their consumers.
  private long published(UUID sagaId) {
    return Topic.read(bootstrapServers, "saga.events").stream()
        .filter(event -> sagaId.toString().equals(event.key()))
        .count();
  }

  /// All that is known of a saga: its view, which carries its version, and its journal.
  private static String row(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId).asString()
        + RestAssured.get("/sagas/" + sagaId + "/events").asString();
  }

  @Test
  void undoesOnlyThePartThatIsAskedFor() {
    UUID sagaId = begun.saga(Begun.put(FORK));
    comesTo(sagaId, "completed");

    act(sagaId, "compensate", "{\"reason\":\"wrong\",\"to\":\"reserve\",\"from\":\"reserve\"}")
        .statusCode(409)
        .body("detail", containsString("was built upon 'reserve'"));
    act(sagaId, "compensate", "{\"reason\":\"lost\",\"to\":\"ship\"}").statusCode(200);
    comesTo(sagaId, "compensated");
    assertThat(participants.received(sagaId))
        .extracting(CommandMessage::command)
        .contains("CancelLabel")
        .doesNotContain("ReleaseStock", "RefundPayment");
  }

  @Test
  void tellsWhatACancelWouldAwait() {
    participants.answer(command ->
        command.command().equals("CreateLabel")
            ? Optional.empty()
            : PlayedParticipants.succeed(command));
    UUID sagaId = begun.saga(Begun.put(FORK));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            RestAssured.get("/sagas/" + sagaId)
                .then()
                .body("steps[1].status", equalTo("succeeded")));

    act(sagaId, "cancel?dryRun=true")
        .statusCode(200)
        .body("undo.step", equalTo(List.of(List.of("ship", "pay"), List.of("reserve"))))
        .body("undo[0].awaited", equalTo(List.of(true, false)))
        .body("commands.command", equalTo(List.of("RefundPayment")));
    act(sagaId, "compensate?dryRun=true")
        .statusCode(200)
        .body("rejection", containsString("'compensate' does not fit a saga that is running"))
        .body("statusAfter", equalTo("running"))
        .body("undoCount", equalTo(0));
    RestAssured.get("/sagas/" + sagaId).then().body("status", equalTo("running"));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause | {} | 422 | reason",
        "pause | {\"reason\":\" \"} | 422 | reason",
        "pause | {\"reason\":\"a\\u0000b\"} | 422 | reason",
        "pause | {\"reason\":42} | 400 | reason",
        "pause | {\"reason\":\"x\",\"by\":\"\"} | 422 | by",
        "pause | {\"reason\":\"x\",\"step\":\"pay\"} | 422 | step",
        "pause | {\"reason\":\"x\",\"why\":\"y\"} | 400 | why",
        "skip | {\"reason\":\"x\"} | 422 | step",
        "skip | {\"reason\":\"x\",\"step\":\"pay\",\"output\":[]} | 400 | output",
        "retry | {\"reason\":\"x\",\"data\":{}} | 422 | data",
        "compensate | {\"reason\":\"x\",\"from\":\"\"} | 422 | from",
        "signals/bad%20name | {\"reason\":\"x\"} | 422 | name",
        "signals/good | {\"reason\":\"x\",\"output\":{}} | 422 | output",
        "pause | [] | 400 | body",
        "pause | { | 400 | body",
        "pause?dryRun=perhaps | {\"reason\":\"x\"} | 400 | dryRun",
      })
  void namesWhatIsWrongWithARequest(String path, String body, int status, String field) {
    act(UUID.randomUUID(), path, body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("violations.field", hasItem(field))
        .body(not(containsString("Exception")));
  }

  @Test
  void boundsWhatIsKept() {
    String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
    String large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    for (String data : List.of(deep, large)) {
      act(UUID.randomUUID(), "signals/s", "{\"reason\":\"x\",\"data\":" + data + "}")
          .statusCode(422)
          .body("violations.field", hasItem("data"));
    }
    act(UUID.randomUUID(), "pause", "{\"reason\":\"" + "x".repeat(501) + "\"}").statusCode(422);
  }

  @Test
  void knowsNoSagaThatIsNone() {
    for (String path : List.of("pause", "pause?dryRun=true", "signals/s")) {
      act(UUID.randomUUID(), path).statusCode(404).contentType("application/problem+json");
    }
    RestAssured.given()
        .contentType(ContentType.JSON)
        .body("{\"reason\":\"x\"}")
        .post("/sagas/no-saga/pause")
        .then()
        .statusCode(404);
    act(UUID.randomUUID(), "explode").statusCode(404);
    RestAssured.get("/sagas/" + UUID.randomUUID() + "/pause").then().statusCode(405);
  }
}
