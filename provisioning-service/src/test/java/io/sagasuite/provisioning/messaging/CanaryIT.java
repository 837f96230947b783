package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

/// Plants a password, lets an instance live from its creation to its end with it, and looks for it
/// everywhere.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class CanaryIT {

  /// Has characters that some writing escapes.
  private static final String CANARY = "kanarie/Zw1\" &+=\\vogel%'";

  private static final String USUAL = "saga";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "SUITE_DB_PORT")
  int port;

  @Inject Pool pool;
  @Inject Vertx vertx;
  @Inject SpanCatcher traced;
  @Inject PlayedProvisioner provisioner;

  private PlayedProvisioner.Script script;
  private InstanceStage stage;

  @BeforeEach
  void open() throws Exception {
    script = provisioner.begin();
    stage = InstanceStage.creates(kafka, "canary-" + UUID.randomUUID());
    passwordOfTheServer(USUAL, CANARY);
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
    passwordOfTheServer(CANARY, USUAL);
  }

  @Test
  void staysBetweenTheDoorAndTheInstance() throws IOException {
    stage.runs(CANARY);
    Map<String, Object> round = Map.of("instanceId", stage.id().toString(), "round", 1);
    assertThat(succeeded(stage.execute("ProbeInstance", round)).output())
        .containsEntry("healthy", true);
    assertThat(provisioner.passwordOf(stage.id()).value()).isEqualTo(CANARY);
    given()
        .header("Authorization", "Bearer " + InstancesProfile.TOKEN)
        .get("/instances/" + stage.id() + "/credentials")
        .then()
        .statusCode(200);
    List<String> shown = new ArrayList<>(replies());
    List<String> stored = new ArrayList<>(database());
    failsToDeploy();
    ends();
    shown.addAll(replies());
    stored.addAll(database());

    assertUnseen("an ordinary reply", shown);
    assertUnseen("the database", stored);
    assertUnseen("a topic", topics());
    assertUnseen("the traces", traced.spans());
    assertThat(traced.spans())
        .anyMatch(span -> span.contains("process provisioning.commands DeployInstance"));
    assertUnseen("the metrics", List.of(get("/q/metrics").asString()));
    assertUnseen("the log", Files.readAllLines(InstancesProfile.LOG));
    assertThat(sealed()).isEmpty();
  }

  private void failsToDeploy() {
    try (InstanceStage other = InstanceStage.creates(kafka, "canary-too-" + UUID.randomUUID())) {
      succeeded(other.execute("ReserveInstance", other.reservation(CANARY)));
      script.deployFails = ProvisioningException.failed("quota", "no more volumes");
      other.execute("DeployInstance");
      succeeded(other.undo("DeployInstance", "RemoveInstance"));
      succeeded(other.undo("ReserveInstance", "ReleaseInstance"));
    }
  }

  private void ends() {
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      for (String command :
          List.of("BeginDelete", "RemoveInstance", "VerifyGone", "CompleteDelete")) {
        succeeded(deletion.execute(command));
      }
    }
  }

  private List<String> replies() {
    String path = "/instances/" + stage.id();
    return Stream.of(path, path + "/events", path + "/health-checks", path + "/credentials")
        .map(each -> get(each).asString())
        .toList();
  }

  private static void assertUnseen(String place, List<String> texts) {
    assertThat(texts).describedAs(place).isNotEmpty();
    assertThat(texts)
        .describedAs(place)
        .noneMatch(text -> Stream.of("kanarie", "vogel").anyMatch(text::contains));
  }

  private List<String> sealed() {
    return rows(
        "SELECT sealed FROM sealed_password WHERE instance_id = '%s'".formatted(stage.id()));
  }

  /// All rows of all tables.
  private List<String> database() {
    List<String> tables = rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
    assertThat(tables).contains("instance", "sealed_password", "deferred_command");
    List<String> texts =
        tables.stream()
            .flatMap(table -> rows("SELECT t::text FROM %s t".formatted(table)).stream())
            .toList();
    assertThat(texts).anyMatch(text -> text.contains(stage.id().toString()));
    return texts;
  }

  private List<String> rows(String query) {
    List<String> texts = new ArrayList<>();
    for (Row row : pool.query(query).execute().await().atMost(PATIENCE)) {
      texts.add(row.getString(0));
    }
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

  private void passwordOfTheServer(String now, String next) throws Exception {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setUser("postgres")
            .setDatabase("postgres")
            .setPassword(now);
    String quoted = next.replace("'", "''");
    PgConnection.connect(vertx, options)
        .compose(connection ->
            connection
                .query("ALTER ROLE postgres PASSWORD '" + quoted + "'")
                .execute()
                .onComplete(_ -> connection.close()))
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
