package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
      assertThat(result.surprises()).containsOnlyKeys("expected processed, got 200 parked");
      assertThat(result.surprises().values())
          .singleElement()
          .satisfies(parked -> {
            assertThat(parked.count()).isEqualTo(10);
            assertThat(parked.example()).contains("\"sagaId\"");
          });
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

  @Test
  void countsRefusalsOfAnOpenLoopApart() throws Exception {
    refuseEverySecond(503, "1");

    try (OrderLoad load = load(0)) {
      LoadResult result = load.openLoop(100, 1_000);

      assertThat(result.isAsExpected()).as("%s", result.surprises()).isTrue();
      assertThat(result.offered()).isEqualTo(100);
      assertThat(result.count("processed")).isEqualTo(50);
      assertThat(result.refused()).isEqualTo(50);
      assertThat(result.sagasPerSecond()).isCloseTo(50 / result.seconds(), within(0.001));
    }
  }

  @Test
  void takesNoLatencyFromOrdersThatWereNotAccepted() throws Exception {
    refuseEverySecond(429, "1");

    try (OrderLoad load = load(0)) {
      LoadResult result = load.openLoop(100, 1_000);

      assertThat(result.latencyMs(0)).as("refusals come at once").isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void reportsRefusalsThatDoNotTellWhenToComeAgain() throws Exception {
    refuseEverySecond(503, null);

    try (OrderLoad load = load(0)) {
      assertThat(load.openLoop(100, 1_000).errors()).isEqualTo(50);
    }
  }

  @Test
  void expectsRefusalsOfAClosedLoopOnlyUnderOverload() throws Exception {
    refuseEverySecond(503, "1");

    try (OrderLoad load = load(0);
        OrderLoad overload = new OrderLoad(ports(), OrderShape.PLAIN, true)) {
      assertThat(load.closedLoop(100, 10).errors()).isEqualTo(50);
      assertThat(overload.closedLoop(100, 10).refused()).isEqualTo(50);
    }
  }

  @Test
  void noticesWhenTheBacklogOfAPauseIsGone() throws Exception {
    serve(OrderLoadTest::statusByCountry, 100);
    Process paused = new ProcessBuilder("sleep", "60").start();

    try (OrderLoad load = load(0)) {
      Pause pause = new Pause(paused.pid(), Duration.ofMillis(200));
      load.pauseNextRun(pause);
      LoadResult result = load.closedLoop(100, 10);

      assertThat(result.isAsExpected()).isTrue();
      assertThat(pause.backlogSeconds()).isPresent();
      assertThat(pause.backlogSeconds().getAsDouble()).isBetween(0.001, 5.0);
    } finally {
      paused.destroyForcibly();
    }
  }

  private List<Integer> ports() {
    return List.of(server.getAddress().getPort());
  }

  private OrderLoad load(double failShare) {
    return new OrderLoad(ports(), new OrderShape(failShare, 1, 0), false);
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

  private void refuseEverySecond(int status, @Nullable String retryAfter) {
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/orders",
        exchange -> {
          if (asked.incrementAndGet() % 2 == 0) {
            answer(exchange, body -> "processed", 20);
          } else {
            refuse(exchange, status, retryAfter);
          }
        });
    server.start();
  }

  private static void refuse(HttpExchange exchange, int status, @Nullable String retryAfter)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      byte[] problem = "{\"status\":%d}".formatted(status).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, problem.length);
      exchange.getResponseBody().write(problem);
    }
  }

  private void answer(HttpExchange exchange, Answers answers, long delayMs) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Thread.sleep(delayMs);
      byte[] view =
          "{\"sagaId\":\"%s\",\"failure\":{\"status\":\"no\"},\"status\":\"%s\"}"
              .formatted(UUID.randomUUID(), answers.statusOf(body))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, view.length);
      exchange.getResponseBody().write(view);
      answered.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
