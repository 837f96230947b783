package io.sagasuite.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sagasuite.localstack.launcher.StackProcess;
import io.sagasuite.systemtests.SuiteStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Both orchestrators die at once while sagas wait for a time, for a signal and for an undo to
/// succeed. Each goes on where it was, and on time.
class RestartST {

  private static final Duration DELAY = Duration.ofSeconds(25);
  private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LATE_MAX = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String PRODUCT = "restart-widget";

  private static final String DELAYED =
      """
      apiVersion: saga/v1
      name: %s
      steps:
        first:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { orderId: "${sagaId}", items: [ { productId: restart-widget, quantity: 1 } ] }
        second:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          needs: [first]
          delay: PT25S
          input: { orderId: "${sagaId}", items: [ { productId: restart-widget, quantity: 1 } ] }
      """;

  private static final String APPROVED =
      """
      apiVersion: saga/v1
      name: %s
      steps:
        approve: { signal: approved, timeout: PT30S }
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          needs: [approve]
          input: { orderId: "${sagaId}", items: [ { productId: restart-widget, quantity: 1 } ] }
      """;

  private static final String UNDONE =
      """
      apiVersion: saga/v1
      name: %s
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { orderId: "${sagaId}", items: [ { productId: restart-widget, quantity: 1 } ] }
        pay:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [reserve]
          compensationRetry: { maxAttempts: 3, initialInterval: PT12S, multiplier: 1.0, jitter: 0 }
          input: { orderId: "${sagaId}", amount: "1.00", currency: EUR, source: tok_refund_fails }
        ship:
          participant: shipping
          command: CreateLabel
          compensation: CancelLabel
          needs: [pay]
          input:
            orderId: "${sagaId}"
            items: [ { productId: restart-widget, quantity: 1 } ]
            address: { name: A, street: B, city: C, postalCode: "1", country: ZZ }
      """;

  @Test
  void everySagaGoesOnWhereItWasAndOnTime() {
    Engine.putStock(PRODUCT, 1_000);
    String delayed = Engine.start(Engine.define("delayed", DELAYED), Map.of());
    String approvals = Engine.define("approved", APPROVED);
    String signalled = Engine.start(approvals, Map.of());
    String forgotten = Engine.start(approvals, Map.of());
    String undone = Engine.start(Engine.define("undone", UNDONE), Map.of());
    await().until(() -> "waiting".equals(Engine.step(delayed, "second", "status")));
    await().until(() -> "compensating".equals(Engine.step(undone, "pay", "status")));
    await().until(() -> "waiting".equals(Engine.step(forgotten, "approve", "status")));

    killBothOrchestrators();

    Engine.act(signalled, "signals/approved", Map.of("reason", "looks good"))
        .then()
        .statusCode(200);
    await().atMost(PATIENCE).until(() -> "completed".equals(Engine.status(signalled)));
    await().atMost(PATIENCE).until(() -> "completed".equals(Engine.status(delayed)));
    assertThat(Engine.between(delayed, "first", "endedAt", "second", "startedAt"))
        .isBetween(DELAY, DELAY.plus(LATE_MAX));

    await().atMost(PATIENCE).until(() -> "compensated".equals(Engine.status(forgotten)));
    assertThat(Engine.saga(forgotten).getString("failure.code")).isEqualTo("signal_timeout");
    assertThat(lifetime(forgotten)).isBetween(SIGNAL_TIMEOUT, SIGNAL_TIMEOUT.plus(LATE_MAX));

    await().atMost(PATIENCE).until(() -> "parked".equals(Engine.status(undone)));
    assertThat(Engine.step(undone, "pay", "compensation.attempts")).isEqualTo("3");
    Engine.act(undone, "skip", Map.of("step", "pay", "reason", "refunded by hand"))
        .then()
        .statusCode(200);
    await().atMost(PATIENCE).until(() -> "compensated".equals(Engine.status(undone)));
    assertThat(Engine.step(undone, "reserve", "status")).isEqualTo("compensated");
  }

  private static Duration lifetime(String sagaId) {
    var saga = Engine.saga(sagaId);
    return Duration.between(
        Instant.parse(saga.getString("createdAt")), Instant.parse(saga.getString("updatedAt")));
  }

  private static void killBothOrchestrators() {
    List<StackProcess> orchestrators =
        List.of(
            SuiteStack.stack().process("orchestrator"),
            SuiteStack.stack().process("orchestrator-2"));
    orchestrators.forEach(StackProcess::kill);
    orchestrators.forEach(StackProcess::restart);
    await().atMost(PATIENCE).until(() -> orchestrators.stream().allMatch(StackProcess::isHealthy));
  }
}
