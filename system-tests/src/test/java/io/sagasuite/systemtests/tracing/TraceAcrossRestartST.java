package io.sagasuite.systemtests.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.sagasuite.localstack.launcher.StackProcess;
import io.sagasuite.systemtests.SuiteStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The trace is the saga's, not the process's: it goes on in whoever carries the saga on.
class TraceAcrossRestartST {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final String DEFINITION =
      """
      apiVersion: saga/v1
      name: %s
      steps:
        first:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { orderId: "${sagaId}", items: [ { productId: widget, quantity: 1 } ] }
        second:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          needs: [first]
          delay: PT6S
          input: { orderId: "${sagaId}", items: [ { productId: widget, quantity: 1 } ] }
      """;

  @Test
  void aTraceGoesOnWhenTheOrchestratorWasKilled() {
    String traceparent = Trace.sampled();
    String traceId = Trace.idOf(traceparent);
    String sagaId = start(traceparent, define());
    TraceSpan request =
        Trace.read(traceId, TraceAcrossRestartST::isFirstStepDone).request().orElseThrow();

    Instant killedAt = Instant.now();
    killOrchestrators();

    await().atMost(PATIENCE).until(() -> "completed".equals(statusOf(sagaId)));
    Trace trace =
        Trace.read(traceId, seen -> Exchange.all(seen, "inventory", "ReserveStock").size() == 2);
    List<Exchange> exchanges = Exchange.all(trace, "inventory", "ReserveStock");
    assertThat(exchanges)
        .extracting(exchange -> exchange.sent().tag("saga.step"))
        .containsExactly("first", "second");
    assertThat(exchanges)
        .allSatisfy(exchange -> assertThat(exchange.sent().parentId()).isEqualTo(request.id()));
    assertThat(exchanges.getFirst().sent().startedAt()).isBefore(killedAt);
    assertThat(exchanges.getLast().sent().startedAt()).isAfter(killedAt);
    assertThat(trace.spans()).allSatisfy(span -> assertThat(span.tag("saga.id")).isEqualTo(sagaId));
  }

  /// What a process has not yet exported when it is killed is lost, so the first step's spans are
  /// waited for.
  private static boolean isFirstStepDone(Trace trace) {
    return trace.request().isPresent()
        && !Exchange.all(trace, "inventory", "ReserveStock").isEmpty();
  }

  private static String define() {
    String name = "traced-" + UUID.randomUUID().toString().substring(0, 8);
    given()
        .baseUri(SuiteStack.url("orchestrator"))
        .contentType("application/yaml")
        .body(DEFINITION.formatted(name).getBytes(StandardCharsets.UTF_8))
        .put("/definitions/{name}", name)
        .then()
        .statusCode(201);
    return name;
  }

  private static String start(String traceparent, String definition) {
    return given()
        .baseUri(SuiteStack.url("orchestrator"))
        .contentType(ContentType.JSON)
        .header("traceparent", traceparent)
        .body(Map.of("definition", definition, "input", Map.of()))
        .post("/sagas")
        .then()
        .statusCode(202)
        .extract()
        .path("sagaId");
  }

  private static String statusOf(String sagaId) {
    return given()
        .baseUri(SuiteStack.url("orchestrator"))
        .get("/sagas/{id}", sagaId)
        .then()
        .statusCode(200)
        .extract()
        .path("status");
  }

  private static void killOrchestrators() {
    List<StackProcess> orchestrators =
        SuiteStack.stack().processes().stream()
            .filter(process -> process.name().startsWith("orchestrator"))
            .toList();
    orchestrators.forEach(StackProcess::kill);
    orchestrators.forEach(StackProcess::restart);
    await().atMost(PATIENCE).until(() -> orchestrators.stream().allMatch(StackProcess::isHealthy));
  }
}
