package io.sagasuite.orchestrator.runtime;

import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.Topic;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RepliesIT {

  private static final String DEAD = "saga.replies.dlq";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private PlayedParticipants participants;

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  private UUID submitted() {
    String sagaId =
        order(good(newId())).post("/orders").then().statusCode(202).extract().path("sagaId");
    return UUID.fromString(sagaId);
  }

  private static ReplyMessage reply(UUID sagaId, String step, int attempt) {
    return new ReplyMessage(
        sagaId,
        step,
        Direction.EXECUTE,
        attempt,
        "ReserveStock",
        new Outcome.Succeeded(Map.of("reservationId", "r-1")),
        null);
  }

  private static String status(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId).path("status");
  }

  private static List<String> ignored(UUID sagaId) {
    return RestAssured.get("/sagas/" + sagaId + "/events")
        .jsonPath()
        .getList("events.events.flatten().findAll { it.type == 'ReplyIgnored' }.reason");
  }

  @Test
  void aReplyThatMustNotMoveTheSagaIsNotedAndDoesNot() {
    participants.answer(command -> Optional.empty());
    UUID sagaId = submitted();
    await().until(() -> participants.received(sagaId).size() == 1);

    participants.reply(reply(sagaId, "create-label", 1));
    participants.reply(reply(sagaId, "reserve-stock", 1));
    participants.reply(reply(sagaId, "reserve-stock", 1));
    participants.reply(reply(sagaId, "no-such-step", 1));
    await().until(() -> ignored(sagaId).size() == 3);

    assertThat(ignored(sagaId)).containsExactly("foreign", "duplicate", "foreign");
    assertThat(status(sagaId)).isEqualTo("running");
    assertThat(participants.received(sagaId))
        .extracting(CommandMessage::command)
        .containsOnly("ReserveStock", "TakePayment");
  }

  @Test
  void poisonIsSetAsideAndItsNeighboursGoOn() {
    String place = UUID.randomUUID().toString();
    participants.answer(command -> {
      String key = command.sagaId().toString();
      participants.send(new ProducerRecord<>("saga.replies", key, (place + " no json").getBytes()));
      return PlayedParticipants.succeed(command);
    });
    UUID sagaId = submitted();
    UUID unknown = UUID.randomUUID();
    participants.reply(reply(unknown, "reserve-stock", 1));

    await().until(() -> status(sagaId).equals("completed"));

    await().until(() -> deadUnder(unknown).size() == 1);
    assertThat(reasonOf(deadUnder(unknown).getFirst())).contains("unknown saga");
    await().until(() -> deadUnder(sagaId).size() == 3);
    assertThat(deadUnder(sagaId))
        .allSatisfy(letter -> {
          assertThat(letter.value()).isEqualTo(place + " no json");
          assertThat(Topic.header(letter, MessageHeaders.DEAD_LETTER_PLACE))
              .startsWith("saga.replies-");
        });
  }

  private List<ConsumerRecord<String, String>> deadUnder(UUID key) {
    return Topic.read(bootstrapServers, DEAD).stream()
        .filter(letter -> key.toString().equals(letter.key()))
        .toList();
  }

  private static String reasonOf(ConsumerRecord<String, String> letter) {
    return Topic.header(letter, MessageHeaders.DEAD_LETTER_REASON);
  }

  @Test
  void anUnansweredCommandIsSentAgainUnderTheSameAttempt() {
    participants.answer(command -> Optional.empty());
    UUID sagaId = submitted();

    await().until(() -> participants.received(sagaId).size() == 2);

    assertThat(participants.received(sagaId))
        .extracting(CommandMessage::idempotencyKey, CommandMessage::attempt)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(sagaId + ":reserve-stock:execute", 1));
  }
}
