package io.sagasuite.inventory.messaging;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.participant.Participant;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class FaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Commands COMMANDS =
      new Commands("reserve-stock", "ReserveStock", "ReleaseStock");

  /// PostgreSQL takes no text with a zero in it: what reaches it fails the whole statement.
  private static final String POISONOUS = "o-\u0000";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;

  @Inject Participant participant;

  private final String product = "product-" + UUID.randomUUID();
  private CommandProbe probe;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "inventory");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("available", 1000))
        .put("/stock/" + product)
        .then()
        .statusCode(200);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void neighboursOfACommandThatCannotBeAppliedSucceed() {
    List<UUID> good = sagas(20);
    UUID bad = UUID.randomUUID();
    Stream<CommandMessage> before = good.stream().limit(10).map(saga -> execute(saga, "o-1"));
    Stream<CommandMessage> after = good.stream().skip(10).map(saga -> execute(saga, "o-1"));
    probe.send(
        Stream.of(before, Stream.of(execute(bad, POISONOUS)), after)
            .flatMap(commands -> commands)
            .toArray(CommandMessage[]::new));

    assertThat(good)
        .allSatisfy(saga ->
            assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Succeeded.class));
    assertThat(probe.replyTo(bad).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, no -> assertThat(no.code()).isEqualTo("handler_error"));
    assertThat(probe.deadLetterOf(bad.toString())).startsWith("the handler failed");
    assertReserved(20);
    when().get("/q/metrics").then().body(containsString("participant_dead_letters_total"));
  }

  @Test
  void unknownCommandsAreRejectedAndSetAside() {
    UUID saga = UUID.randomUUID();
    probe.send(new Commands("dance", "Dance", "Rest").execute(saga, 1, Map.of()));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("unknown_command"));
    assertThat(probe.deadLetterOf(saga.toString())).isEqualTo("no such command here: Dance");
  }

  @Test
  void everyCommandTakesEffectOnceWhileTheDatabaseDropsItsConnections() {
    List<UUID> sagas = sagas(300);
    for (int i = 0; i < sagas.size(); i++) {
      probe.send(execute(sagas.get(i), "o-1"));
      if (i % 60 == 30) {
        dropConnections();
      }
    }

    assertThat(sagas)
        .allSatisfy(saga ->
            assertThat(probe.replyTo(saga).outcome()).isInstanceOf(Outcome.Succeeded.class));
    assertReserved(300);
  }

  @Test
  void consumersThatHoldTheSameBatchApplyItOnceBetweenThem() {
    List<UUID> sagas = sagas(50);
    MessageCodec codec = new MessageCodec("/orchestrator");
    List<ConsumerRecord<String, byte[]>> batch =
        sagas.stream()
            .map(saga -> codec.encode(execute(saga, "o-1"), Instant.now()))
            .map(wire -> new ConsumerRecord<>("inventory.commands", 0, 0, wire.key(), wire.value()))
            .toList();

    Uni.join()
        .all(participant.process(batch), participant.process(batch), participant.process(batch))
        .andFailFast()
        .await()
        .atMost(PATIENCE);

    assertThat(sagas)
        .allSatisfy(saga ->
            assertThat(probe.repliesTo(saga, 3))
                .extracting(ReplyMessage::outcome)
                .hasOnlyElementsOfType(Outcome.Succeeded.class));
    assertReserved(50);
  }

  @Test
  void replyContinuesTheTraceOfItsCommand() {
    UUID saga = UUID.randomUUID();
    CommandMessage plain = execute(saga, "o-1");
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String traceparent = "00-" + trace + "-b7ad6b7169203331-01";
    probe.send(
        new CommandMessage(
            saga,
            plain.step(),
            plain.direction(),
            1,
            plain.command(),
            plain.input(),
            null,
            traceparent));

    ReplyMessage reply = probe.replyTo(saga);
    assertThat(reply.traceparent())
        .startsWith("00-" + trace + "-")
        .endsWith("-01")
        .isNotEqualTo(traceparent);
  }

  private CommandMessage execute(UUID saga, String orderId) {
    Map<String, Object> item = Map.of("productId", product, "quantity", 1);
    return COMMANDS.execute(saga, 1, Map.of("orderId", orderId, "items", List.of(item)));
  }

  private static List<UUID> sagas(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toList();
  }

  private void dropConnections() {
    pool.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = 'inventory' AND application_name = 'inventory'
               AND pid <> pg_backend_pid()
            """)
        .execute()
        .await()
        .atMost(PATIENCE);
  }

  private void assertReserved(int reserved) {
    when().get("/stock/" + product).then().body("reserved", equalTo(reserved));
  }
}
