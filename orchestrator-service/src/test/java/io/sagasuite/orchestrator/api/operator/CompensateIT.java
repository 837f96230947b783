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
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.api.Begun;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.Topic;
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

/// A saga is undone in whole or in part, and what that would do can be asked beforehand.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CompensateIT {

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
}
