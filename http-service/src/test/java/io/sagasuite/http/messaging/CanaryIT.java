package io.sagasuite.http.messaging;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.http.messaging.PlayedService.Answer;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plants a secret, has it sent in every place and written back in every way, and looks for it
/// everywhere.
@QuarkusTest
@TestProfile(CallsProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class CanaryIT {

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Pool pool;
  @Inject SpanCatcher traced;

  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(kafka);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void staysBetweenTheServiceAndWhomItCalls() throws IOException {
    List<Integer> statuses = List.of(404, 503, 500, 201, 200);
    stage.service().plays(asked -> echo(asked, statuses.get(stage.service().asked().size() - 1)));

    for (int attempt = 1; attempt <= statuses.size(); attempt++) {
      stage.probe().send(Stage.traced(stage.execute(attempt, input()), TRACEPARENT));
      stage.reply(attempt);
    }

    assertThat(stage.service().asked())
        .allSatisfy(asked -> {
          assertThat(asked.path()).startsWith("/in/" + CallsProfile.FILED).contains("vogel");
          assertThat(asked.header("Authorization")).contains("vogel");
          assertThat(asked.body()).contains("vogel");
        });
    assertThat(stage.reply(3).outcome().toString()).contains("http_500", "***");
    assertThat(stage.reply(statuses.size()).outcome())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            done -> {
              assertThat(done.output()).containsEntry("id", "n1").containsKeys("echo", "header");
              assertThat(JsonText.of(done.output())).contains("***");
            });
    assertUnseen("a topic", topics());
    assertUnseen("the database", database());
    assertUnseen("the traces", traced.spans());
    assertThat(traced.spans()).anyMatch(span -> span.contains("process http.commands CallHttp"));
    assertUnseen("the metrics", List.of(get("/q/metrics").asString()));
    assertUnseen("the calls", List.of(get("/calls?sagaId=" + stage.saga()).asString()));
    assertUnseen("the log", Files.readAllLines(CallsProfile.LOG));
  }

  private Map<String, Object> input() {
    return Map.of(
        "method", "POST",
        "url", stage.service().url("/in/${secret.filed}"),
        "query", Map.of("q", "${secret.canary}"),
        "headers", Map.of("Authorization", "Bearer ${secret.canary}"),
        "body", Map.of("deep", List.of("<${secret.canary}>"), "id", "n1"),
        "accept", List.of(200),
        "outputs",
            Map.of(
                "id", "sent.id", "echo", "sent.deep", "path", "path", "header", "headers.x-echo"));
  }

  /// Writes back all it was given: as JSON, percent-encoded, and plainly where it is refused.
  private static Answer echo(PlayedService.Asked asked, int status) {
    String authorization = asked.header("Authorization");
    String json =
        JsonText.of(
            Map.of("path", asked.path(), "sent", JsonText.map(asked.body()), "was", authorization));
    return new Answer(
        status,
        status == 404 ? "no " + authorization + " and " + asked.body() : json,
        Map.of("X-Echo", asked.path()));
  }

  private static void assertUnseen(String place, List<String> texts) {
    assertThat(texts).describedAs(place).isNotEmpty();
    assertThat(texts)
        .describedAs(place)
        .noneMatch(
            text -> Stream.of("kanarie", "vogel", CallsProfile.FILED).anyMatch(text::contains));
  }

  private List<String> database() {
    List<String> texts = new ArrayList<>();
    for (String table : List.of("http_call", "deferred_command", "handled_command")) {
      for (Row row :
          pool.query("SELECT t::text FROM %s t".formatted(table))
              .execute()
              .await()
              .atMost(PATIENCE)) {
        texts.add(row.getString(0));
      }
    }
    assertThat(texts).anyMatch(text -> text.contains("${secret.canary}"));
    return texts;
  }

  private List<String> topics() {
    Map<String, Object> config = Map.of("bootstrap.servers", kafka);
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          SuiteTopics.names().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<String> texts = new ArrayList<>();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
      while (!records.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          texts.add(new String(record.value(), StandardCharsets.UTF_8) + record.headers());
        }
        records = consumer.poll(Duration.ofSeconds(1));
      }
      assertThat(texts).anyMatch(text -> text.contains("\"outcome\":\"succeeded\""));
      return texts;
    }
  }
}
