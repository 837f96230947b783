package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The load generator against a server whose answers are known.
class OrderLoadTest {

  private final AtomicInteger answered = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.setExecutor(threads);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void countsEveryOutcomeOfAClosedLoop() throws Exception {
    serve(OrderLoadTest::statusByCountry, 0);

    try (OrderLoad load = load(0.2)) {
      LoadResult result = load.closedLoop(1_000, 32);

      assertThat(result.isAsExpected()).as("%s", result.surprises()).isTrue();
      assertThat(result.count("processed")).isEqualTo(800);
      assertThat(result.count("rejected")).isEqualTo(200);
      assertThat(answered).hasValue(1_000);
    }
  }

  @Test
  void reportsOutcomesThatWereNotExpected() throws Exception {
    serve(body -> "parked", 0);

    try (OrderLoad load = load(0)) {
      LoadResult result = load.closedLoop(10, 2);

      assertThat(result.isAsExpected()).isFalse();
      assertThat(result.errors()).isEqualTo(10);
      assertThat(result.surprises().keySet()).allMatch(what -> what.contains("parked"));
    }
  }

  @Test
  void chargesLatencyFromTheIntendedTimeInAnOpenLoop() throws Exception {
    serve(OrderLoadTest::statusByCountry, 50);

    try (OrderLoad load = load(0)) {
      LoadResult result = load.openLoop(100, 100);

      assertThat(result.latencyMs(50)).isBetween(50.0, 500.0);
      assertThat(result.seconds()).isCloseTo(1.04, within(0.5));
    }
  }

  private OrderLoad load(double failShare) {
    return new OrderLoad(List.of(server.getAddress().getPort()), failShare);
  }

  private interface Answers {
    String statusOf(String body);
  }

  private static String statusByCountry(String body) {
    return body.contains("\"ZZ\"") ? "rejected" : "processed";
  }

  private void serve(Answers answers, long delayMs) {
    server.createContext("/orders", exchange -> answer(exchange, answers, delayMs));
    server.start();
  }

  private void answer(HttpExchange exchange, Answers answers, long delayMs) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Thread.sleep(delayMs);
      byte[] view =
          "{\"failure\":{\"status\":\"no\"},\"status\":\"%s\"}"
              .formatted(answers.statusOf(body))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, view.length);
      exchange.getResponseBody().write(view);
      answered.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
