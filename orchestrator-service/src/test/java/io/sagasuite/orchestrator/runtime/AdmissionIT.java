package io.sagasuite.orchestrator.runtime;

import static io.restassured.RestAssured.given;
import static io.sagasuite.orchestrator.testing.Orders.good;
import static io.sagasuite.orchestrator.testing.Orders.newId;
import static io.sagasuite.orchestrator.testing.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.orchestrator.testing.Defined;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A participant that has stopped, seen by the starts that need it and by those that do not.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class AdmissionIT {

  private static final int MESSAGES = 2_200;
  private static final String PLANTED = "planted";

  @Inject Definitions definitions;
  @Inject Pool pool;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private final String caller = Defined.name("caller");
  private final Map<String, TopicPartition> late = new HashMap<>();
  private Admin admin;

  @BeforeEach
  void define() {
    Defined.store(
        definitions,
        caller,
        saga -> saga.step("call", step -> step.command("http", "Call", "Uncall")));
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  @AfterEach
  void forgetTheGroups() throws ExecutionException, InterruptedException {
    admin.deleteConsumerGroups(late.keySet()).all().get();
    admin.close();
    run("DELETE FROM saga WHERE definition = $1", Tuple.of(PLANTED));
  }

  private void leaveSagasUnderWay() {
    run(
        """
        INSERT INTO saga (saga_id, definition, definition_version, status, version, input, state,
                          due_at, created_at, updated_at)
        SELECT gen_random_uuid(), $1, 1, 'running', 1, '{}', '{}', now() + interval '50 seconds',
               now(), now()
        FROM generate_series(1, $2)
        """,
        Tuple.of(PLANTED, MESSAGES));
  }

  private void run(String sql, Tuple parameters) {
    pool.preparedQuery(sql).execute(parameters).await().indefinitely();
  }

  private void leaveCommandsWaitingFor(String participant)
      throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(Topics.commandsOf(participant), 0);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < MESSAGES; i++) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    partition.topic(), partition.partition(), "no saga", new byte[1]));
      }
    }
    late.put(participant, partition);
    handledUpTo(participant, 0);
  }

  private void handledUpTo(String participant, long offset)
      throws ExecutionException, InterruptedException {
    admin
        .alterConsumerGroupOffsets(
            participant, Map.of(late.get(participant), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private Response start() {
    return given()
        .contentType("application/json")
        .body(Map.of("definition", caller, "input", Map.of()))
        .post("/sagas");
  }

  @Test
  void startsThatNeedALateConsumerAreRefusedUntilItHasCaughtUp()
      throws ExecutionException, InterruptedException {
    leaveSagasUnderWay();
    leaveCommandsWaitingFor("http");
    await().until(() -> start().statusCode() == 503);

    start()
        .then()
        .statusCode(503)
        .header("Retry-After", matchesPattern("[1-9][0-9]?"))
        .body(
            "detail",
            matchesPattern("no room for more sagas: [0-9]+ messages wait on http.commands"));
    order(good(newId())).post("/orders").then().statusCode(202);
    assertThat(RestAssured.get("/q/metrics").asString())
        .contains("saga_starts_refused_total{topic=\"http.commands\"}");

    handledUpTo("http", endOf("http"));
    await().until(() -> start().statusCode() == 202);
  }

  @Test
  void ordersAreRefusedBeforeTheyAreRead() throws ExecutionException, InterruptedException {
    leaveSagasUnderWay();
    leaveCommandsWaitingFor("inventory");
    await().until(() -> order("no JSON").post("/orders").statusCode() == 503);

    order(good(newId()))
        .post("/orders")
        .then()
        .statusCode(503)
        .header("Retry-After", matchesPattern("[1-9][0-9]?"))
        .contentType("application/problem+json");
    start().then().statusCode(202);
  }

  @Test
  void messagesThatNoSagaCanBeWaitingForRefuseNothing()
      throws ExecutionException, InterruptedException {
    leaveCommandsWaitingFor("http");
    await().during(Duration.ofSeconds(2)).until(() -> start().statusCode() == 202);

    leaveSagasUnderWay();
    await().until(() -> start().statusCode() == 503);
  }

  @Test
  void messagesAloneTellWhileTheDatabaseDoesNotAnswer()
      throws ExecutionException, InterruptedException {
    leaveCommandsWaitingFor("http");
    ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<Integer>> starts = new ArrayList<>();
    SqlConnection holder = pool.getConnection().await().indefinitely();
    try {
      holder.query("BEGIN").execute().await().indefinitely();
      holder.query("LOCK TABLE saga IN ACCESS EXCLUSIVE MODE").execute().await().indefinitely();

      await()
          .until(() -> {
            starts.add(callers.submit(() -> start().statusCode()));
            return starts.stream().anyMatch(AdmissionIT::isRefused);
          });
    } finally {
      holder.query("ROLLBACK").execute().await().indefinitely();
      holder.closeAndAwait();
    }

    for (Future<Integer> start : starts) {
      assertThat(start.get()).isIn(202, 503);
    }
    callers.close();
  }

  private static boolean isRefused(Future<Integer> start) {
    return start.state() == Future.State.SUCCESS && start.resultNow() == 503;
  }

  private long endOf(String participant) throws ExecutionException, InterruptedException {
    TopicPartition partition = late.get(participant);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }
}
