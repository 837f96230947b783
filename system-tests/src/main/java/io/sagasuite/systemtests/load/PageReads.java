package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackException;
import io.sagasuite.localstack.postgres.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/// How long the pages take that people look at, each asked for one at a time.
record PageReads(String orchestratorUrl, List<Sample> samples) {

  private static final int READS = 50;
  private static final String SAMPLES =
      "SELECT saga_id::text, order_id, customer_id FROM orders ORDER BY random() LIMIT " + READS;
  private static final Map<String, Function<Sample, String>> PAGES = pages();

  /// What one round asks for.
  record Sample(String sagaId, String orderId, String customerId) {}

  /// How long one page took.
  record Result(double p50Ms, double p99Ms) {}

  static PageReads of(LocalStack stack) {
    String user = EmbeddedPostgres.USER;
    try (var connection = DriverManager.getConnection(stack.jdbcUrl("orchestrator"), user, user);
        var statement = connection.createStatement();
        var row = statement.executeQuery(SAMPLES)) {
      List<Sample> samples = new ArrayList<>();
      while (row.next()) {
        samples.add(new Sample(row.getString(1), row.getString(2), row.getString(3)));
      }
      return new PageReads(stack.process("orchestrator").url(), samples);
    } catch (SQLException e) {
      throw new StackException("the database does not tell its orders: " + e.getMessage());
    }
  }

  private static Map<String, Function<Sample, String>> pages() {
    Map<String, Function<Sample, String>> pages = new LinkedHashMap<>();
    pages.put("GET /sagas", sample -> "/sagas");
    pages.put("GET /sagas?definition=", sample -> "/sagas?definition=order");
    pages.put("GET /sagas?status=parked", sample -> "/sagas?status=parked");
    pages.put("GET /orders", sample -> "/orders");
    pages.put("GET /orders?customerId=", sample -> "/orders?customerId=" + sample.customerId());
    pages.put("GET /sagas/{id}", sample -> "/sagas/" + sample.sagaId());
    pages.put("GET /orders/{id}", sample -> "/orders/" + sample.orderId());
    return pages;
  }

  Map<String, Result> measure() throws InterruptedException {
    Map<String, Result> results = new LinkedHashMap<>();
    try (StackApi api = new StackApi(orchestratorUrl)) {
      // The client's own first request takes long.
      var _ = api.get("/q/health/live");
      for (var page : PAGES.entrySet()) {
        Histogram micros = new Histogram(3);
        for (Sample sample : samples) {
          long startNanos = System.nanoTime();
          var _ = api.get(page.getValue().apply(sample));
          micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos));
        }
        results.put(
            page.getKey(),
            new Result(
                micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3));
      }
    }
    return results;
  }
}
