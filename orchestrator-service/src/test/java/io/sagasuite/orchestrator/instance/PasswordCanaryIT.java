package io.sagasuite.orchestrator.instance;

import static io.restassured.RestAssured.get;
import static io.sagasuite.orchestrator.testing.Instances.json;
import static io.sagasuite.orchestrator.testing.Instances.newName;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.testing.InstanceDoorResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.SeenSpans;
import io.sagasuite.orchestrator.testing.Topic;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A password that went through the door, well or badly, is found nowhere behind it.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(InstanceDoorResource.class)
class PasswordCanaryIT {

  private static final String CANARY = "canary5d1f0c7be2";
  private static final String TRACED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject DataSource database;
  @Inject SeenSpans spans;

  private PlayedParticipants participants;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler listener = new Listener();
  private final List<String> replies = new ArrayList<>();

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord line) {
      log.add(new SimpleFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    participants = new PlayedParticipants(bootstrapServers);
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void end() throws InterruptedException {
    Logger.getLogger("").removeHandler(listener);
    participants.close();
  }

  private String send(String path, String body) {
    String reply =
        json(body)
            .header("Prefer", "wait=30")
            .header("traceparent", TRACED)
            .post(path)
            .then()
            .extract()
            .asString();
    replies.add(reply);
    return reply;
  }

  @Test
  void aPlantedPasswordIsFoundNowhere() throws Exception {
    String good = newName();
    String bad = newName();
    String password = "\"password\": \"" + CANARY + "\"";
    send("/instances", "{ \"name\": \"" + good + "\", " + password + " }");
    send("/instances", "{ \"name\": \"" + good + "\", \"storageSizeGb\": 2, " + password + " }");
    send("/instances", "{ \"name\": \"NOT GOOD\", " + password + " }");
    send("/instances", "{ " + password + ", " + password + " }");
    send("/instances", "{ " + password);
    send("/instances/bulk", "{ \"baseName\": \"" + good + "\", \"count\": 2, " + password + " }");
    send("/sagas", "{ \"definition\": \"create-instance\", \"input\": { " + password + " } }");
    participants.answer(command ->
        command.command().equals("TestConnection")
            ? Optional.of(new Outcome.Rejected("authentication_failed", "no"))
            : PlayedParticipants.succeed(command));
    send("/instances", "{ \"name\": \"" + bad + "\", " + password + " }");
    for (String name : List.of(good, bad)) {
      String sagaId = get("/instances/" + name).then().statusCode(200).extract().path("sagaId");
      for (String path : List.of("", "/events", "/ledger")) {
        replies.add(get("/sagas/" + sagaId + path).asString());
      }
      replies.add(get("/instances/" + name).asString());
    }
    replies.add(get("/instances").asString());
    replies.add(get("/q/metrics").asString());

    assertThat(places(replies, "reply")).isEmpty();
    assertThat(places(log, "log")).isEmpty();
    assertThat(places(spans.texts(), "span")).isEmpty();
    assertThat(spans.texts()).isNotEmpty();
    assertThat(inTables()).isEmpty();
    assertThat(inTopics()).isEmpty();
  }

  /// It stands where it does not belong, so nothing has begun to take care of it.
  @Test
  void aPasswordInTheWrongPlaceIsFoundNowhere() {
    String name = newName();
    String quoted = "\"" + CANARY + "\"";
    String instance = "{ \"name\": \"" + name + "\", \"password\": ";
    List<String> bodies =
        List.of(
            instance + "\"long-enough\", \"storageSizeGb\": " + quoted + " }",
            instance + "\"long-enough\", \"useLoadBalancer\": " + quoted + " }",
            instance + "\"long-enough\", \"pasword\": " + quoted + " }",
            instance + "{ \"is\": " + quoted + " } }",
            instance + "[ " + quoted + " ] }",
            instance + quoted + ", \"storageSizeGb\": 99999999999 }",
            instance + CANARY + " }",
            instance + "\"" + CANARY,
            instance + quoted + " } " + CANARY,
            "{ \"name\": { \"x\": " + quoted + " } }",
            "[ " + quoted + " ]",
            quoted,
            CANARY);
    for (String body : bodies) {
      assertThat(send("/instances", body)).contains("\"status\":400");
    }
    send("/instances/bulk", "{ \"baseName\": \"" + name + "\", \"count\": " + quoted + " }");
    send("/instances/bulk/delete", "{ \"names\": " + quoted + " }");
    send("/sagas", "{ \"definition\": { \"x\": " + quoted + " } }");
    send("/orders", "{ \"items\": " + quoted + " }");

    assertThat(places(replies, "reply")).isEmpty();
    json("{ " + quoted + ": 1 }").header("traceparent", TRACED).post("/instances");
    assertThat(places(log, "log")).isEmpty();
    assertThat(places(spans.texts(), "span")).isEmpty();
    assertThat(spans.texts()).anyMatch(text -> text.contains("UnreadableBodyException"));
  }

  /// As it stands, and as anybody could read it at a glance.
  private static List<String> spellings() {
    String encoded =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
    return List.of(CANARY, encoded.substring(0, encoded.length() - 1));
  }

  private static List<String> places(List<String> texts, String kind) {
    return texts.stream()
        .filter(text -> spellings().stream().anyMatch(text::contains))
        .map(text -> kind + ": " + text)
        .toList();
  }

  private List<String> inTables() throws SQLException {
    List<String> found = new ArrayList<>();
    int rows = 0;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet all =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
        while (all.next()) {
          tables.add(all.getString(1));
        }
      }
      assertThat(tables).contains("saga", "journal", "instance");
      for (String table : tables) {
        try (ResultSet all = statement.executeQuery("SELECT t::text FROM \"" + table + "\" t")) {
          while (all.next()) {
            rows++;
            found.addAll(places(List.of(all.getString(1)), table));
          }
        }
      }
    }
    assertThat(rows).isPositive();
    return found;
  }

  private List<String> inTopics() throws Exception {
    List<String> found = new ArrayList<>();
    int messages = 0;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      for (String topic : admin.listTopics().names().get()) {
        for (var message : Topic.read(bootstrapServers, topic)) {
          messages++;
          found.addAll(places(List.of(String.valueOf(message)), topic));
        }
      }
    }
    assertThat(messages).isPositive();
    return found;
  }
}
