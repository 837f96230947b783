package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackException;
import io.sagasuite.localstack.launcher.StackProcess;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often a stack has done what costs: messages and requests as the services' Kafka clients
/// count them, rows, commits and flushes as the database does.
final class StackCounters {

  /// What is read off `/q/metrics`, summed over services and channels.
  private static final Map<String, String> KAFKA =
      Map.of(
          "kafka_producer_record_send_total", "messages produced",
          "kafka_producer_request_total", "producer requests",
          "kafka_consumer_fetch_manager_records_consumed_total", "messages consumed",
          "kafka_consumer_fetch_manager_fetch_total", "fetches",
          "kafka_consumer_coordinator_commit_total", "offset commits");

  private static final String DATABASE =
      """
      SELECT sum(xact_commit) AS commits,
             sum(tup_inserted) AS "rows inserted",
             sum(tup_updated) AS "rows updated",
             sum(tup_deleted) AS "rows deleted",
             sum(tup_fetched) AS "rows fetched",
             (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal') AS flushes,
             (SELECT wal_bytes FROM pg_stat_wal) AS "WAL bytes"
        FROM pg_stat_database
      """;

  private StackCounters() {}

  static Map<String, Double> read(LocalStack stack) {
    Map<String, Double> counts = new LinkedHashMap<>();
    stack.processes().stream()
        .filter(process -> process.url().startsWith("http"))
        .forEach(service -> addKafka(service, counts));
    addDatabase(stack, counts);
    return counts;
  }

  private static void addKafka(StackProcess service, Map<String, Double> counts) {
    metrics(service)
        .lines()
        .forEach(line -> {
          int labels = line.indexOf('{');
          String name = labels < 0 ? null : KAFKA.get(line.substring(0, labels));
          // The clients also count for each topic.
          if (name != null && !line.contains("topic=\"")) {
            counts.merge(
                name, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)), Double::sum);
          }
        });
  }

  private static String metrics(StackProcess service) {
    try (var in = URI.create(service.url() + "/q/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StackException(service.name() + " does not tell its metrics: " + e);
    }
  }

  private static void addDatabase(LocalStack stack, Map<String, Double> counts) {
    String user = EmbeddedPostgres.USER;
    try (Connection connection =
            DriverManager.getConnection(stack.jdbcUrl("orchestrator"), user, user);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DATABASE)) {
      row.next();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        counts.put(row.getMetaData().getColumnLabel(i), row.getDouble(i));
      }
    } catch (SQLException e) {
      throw new StackException("the database does not tell its counters: " + e.getMessage());
    }
  }
}
