package io.sagasuite.systemtests.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.localstack.postgres.SuiteDatabases;
import io.sagasuite.systemtests.SuiteStack;
import io.sagasuite.systemtests.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A planted password is found nowhere: neither in what the suite keeps, nor in what it says.
class SecretST {

  private static final String PLANTED = "Canary-4711-sings-nowhere";
  private static final String NAME = "secretive";

  private final Instances instances = new Instances(SuiteStack.stack(), SuiteStack.dataDir());

  @Test
  void aPlantedPasswordIsFoundNowhere() throws SQLException {
    // Given an instance that lived, one that was refused, and a request that was none
    instances.create(NAME, PLANTED).then().statusCode(200).body("state", equalTo("running"));
    instances.credentials(NAME).then().statusCode(200).body("password", equalTo(PLANTED));
    List<String> said = new ArrayList<>();
    said.add(instances.create("Not A Name", PLANTED).asString());
    said.add(
        instances
            .door()
            .body("{\"name\": \"x\", \"password\": \"" + PLANTED + "\", oops")
            .post("/instances")
            .asString());
    said.add(
        instances
            .door()
            .body("{\"name\": \"x\", \"pasword\": \"" + PLANTED + "\"}")
            .post("/instances")
            .asString());
    for (String path : List.of("", "/events", "/logs")) {
      said.add(instances.door().get("/instances/" + NAME + path).asString());
    }
    String sagaId = instances.get(NAME).getString("sagaId");
    for (String path : List.of("", "/events", "/ledger")) {
      said.add(instances.door().get("/sagas/" + sagaId + path).asString());
    }
    instances.delete(NAME).then().statusCode(200);
    said.add(instances.door().get("/instances/" + NAME).asString());
    for (String service : SuiteStack.services()) {
      said.add(RestAssured.get(SuiteStack.url(service) + "/q/metrics").asString());
    }

    // Then
    assertThat(said).noneMatch(text -> text.contains(PLANTED));
    assertThat(topics()).isNotEmpty().noneMatch(text -> text.contains(PLANTED));
    assertThat(logs()).isNotEmpty().noneMatch(text -> text.contains(PLANTED));
    for (String database : SuiteDatabases.NAMES) {
      assertThat(rows(database)).isNotEmpty().noneMatch(text -> text.contains(PLANTED));
    }
  }

  private static List<String> topics() {
    return TopicReader.readAll(SuiteStack.stack().bootstrapServers(), SuiteTopics.names()).stream()
        .map(record -> record.key() + record.value() + headers(record.headers()))
        .toList();
  }

  private static String headers(Iterable<org.apache.kafka.common.header.Header> headers) {
    StringBuilder text = new StringBuilder();
    headers.forEach(header -> text.append(new String(header.value(), StandardCharsets.UTF_8)));
    return text.toString();
  }

  private List<String> logs() {
    try (Stream<Path> files = Files.walk(instances.dataDir().resolve("logs"))) {
      return files.filter(Files::isRegularFile).map(SecretST::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every row of every table, as text.
  private static List<String> rows(String database) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(SuiteStack.stack().jdbcUrl(database), "saga", "saga");
        Statement statement = connection.createStatement()) {
      for (String table :
          column(statement, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
        rows.addAll(column(statement, "SELECT t::text FROM \"" + table + "\" t"));
      }
    }
    return rows;
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }
}
