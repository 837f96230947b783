package io.sagasuite.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.localstack.launcher.StackProcess;
import io.sagasuite.systemtests.SuiteStack;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every process of the suite is killed once while customers keep ordering. Nothing is lost,
/// nothing happens twice, and work goes on within seconds.
class CrashST {

  static final String PRODUCT = "crash-widget";

  private static final int PIECES = 1_000_000;
  private static final int ORDERS_PER_SECOND = 50;
  private static final int WARM_UP_ORDERS = 200;
  private static final long SEED = Long.getLong("seed", 20261120);
  private static final Duration STEADY = Duration.ofSeconds(3);
  private static final Duration RESTART_DEADLINE = Duration.ofSeconds(120);
  private static final Duration REST_DEADLINE = Duration.ofSeconds(60);
  private static final Duration PROGRESS_DEADLINE = Duration.ofSeconds(5);

  /// Runnable threads per core above which the machine is not ours alone, and time is no measure.
  private static final double CROWDED = 5;

  private static final int CROWDED_FACTOR = 4;
  private static final Duration GIVE_UP = Duration.ofSeconds(30);
  private static final Set<String> TROUBLE =
      Set.of("CommandResent", "RetryScheduled", "ReplyIgnored", "StepCompensated", "SagaParked");
  private static final System.Logger LOGGER = System.getLogger(CrashST.class.getName());

  private final LocalStack stack = SuiteStack.stack();
  private final HistoryReader reader = new HistoryReader(stack);

  /// What one kill cost.
  ///
  /// @param progressMs from the moment that counts to the next order that a customer saw settled:
  ///   for one of two orchestrators its death, for all others the health of the restarted process
  record Recovery(String process, long killedAt, long restartMs, long progressMs) {}

  @Test
  void losesNothingAndGoesOnWhicheverProcessDies() throws InterruptedException {
    putStock();
    Duration deadline = progressDeadline();
    List<Recovery> recoveries = new ArrayList<>();
    List<String> orchestrators =
        List.of(SuiteStack.url("orchestrator"), SuiteStack.url("orchestrator-2"));
    try (OrderStream orders = new OrderStream(orchestrators, ORDERS_PER_SECOND, SEED)) {
      orders.start();
      await().atMost(RESTART_DEADLINE).until(() -> orders.settled() >= WARM_UP_ORDERS);
      for (String victim :
          List.of(
              "orchestrator",
              "inventory",
              "payment",
              "shipping",
              "kafka",
              "postgres",
              "orchestrator-2")) {
        Thread.sleep(STEADY);
        recoveries.add(crash(victim, orders));
      }
      Thread.sleep(STEADY);
      orders.finish();
      awaitRest();

      RunHistory history = reader.read(orders.accepted(), Map.of(PRODUCT, new BigDecimal(PIECES)));
      report(recoveries, orders, history);
      assertThat(Checker.check(history)).as("violations, seed " + SEED).isEmpty();
    }
    assertThat(recoveries)
        .allSatisfy(one -> assertThat(one.progressMs()).isLessThan(2 * deadline.toMillis()));
    assertThat(recoveries.stream().filter(one -> one.progressMs() >= deadline.toMillis()))
        .as("one kill may meet a moment of noise, not two")
        .hasSizeLessThanOrEqualTo(1);
  }

  private static Duration progressDeadline() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    double perCore = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
    if (perCore <= CROWDED) {
      return PROGRESS_DEADLINE;
    }
    LOGGER.log(
        System.Logger.Level.WARNING,
        "others use this machine, %.0f threads wait for each core: progress may take longer"
            .formatted(perCore));
    return PROGRESS_DEADLINE.multipliedBy(CROWDED_FACTOR);
  }

  private Recovery crash(String victim, OrderStream orders) {
    StackProcess process = stack.process(victim);
    long killedAt = System.nanoTime();
    process.kill();
    process.restart();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(RESTART_DEADLINE)
        .until(() -> isBack(process));
    long healthyAt = System.nanoTime();
    long from = victim.startsWith("orchestrator") ? killedAt : healthyAt;
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(GIVE_UP)
        .until(() -> orders.settledSince(from).isPresent());
    long progressAt = orders.settledSince(from).getAsLong();
    Recovery recovery =
        new Recovery(victim, killedAt, millis(healthyAt - killedAt), millis(progressAt - from));
    report(recovery);
    return recovery;
  }

  /// A database's port is open before it takes connections, so it is asked a question.
  private boolean isBack(StackProcess process) {
    return process.isHealthy() && (!process.name().equals("postgres") || reader.databaseAnswers());
  }

  /// All sagas at rest, and their journal published to the last row.
  private void awaitRest() {
    await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(REST_DEADLINE)
        .until(() -> reader.unfinished() == 0);
    await()
        .pollInterval(Duration.ofMillis(500))
        .atMost(REST_DEADLINE)
        .until(() -> reader.recordsOn("saga.events") >= reader.journalRows());
  }

  private static void report(Recovery one) {
    LOGGER.log(
        System.Logger.Level.INFO,
        "%s killed: healthy after %d ms, next order settled %d ms later"
            .formatted(one.process(), one.restartMs(), one.progressMs()));
  }

  private static void report(List<Recovery> recoveries, OrderStream orders, RunHistory history) {
    for (Recovery one : recoveries) {
      long heldMs =
          millis(orders.lastSettledOf(one.killedAt()).orElse(one.killedAt()) - one.killedAt());
      LOGGER.log(
          System.Logger.Level.INFO,
          "%s killed: the orders under way settled within %d ms".formatted(one.process(), heldMs));
    }
    LOGGER.log(
        System.Logger.Level.INFO,
        "%d orders %s, %d journal rows, %d records, of the events %s"
            .formatted(
                history.accepted().size(),
                count(history.accepted().stream().map(order -> order.status())),
                history.sagas().journal().size(),
                history.records().size(),
                count(events(history).filter(type -> TROUBLE.contains(type)))));
  }

  private static Stream<String> events(RunHistory history) {
    return history.sagas().journal().stream()
        .flatMap(row -> row.events().stream())
        .map(event -> String.valueOf(event.fields().get("type")));
  }

  private static Map<String, Long> count(Stream<String> words) {
    return words.collect(
        Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static void putStock() {
    RestAssured.given()
        .baseUri(SuiteStack.url("inventory"))
        .contentType(ContentType.JSON)
        .body(Map.of("available", PIECES))
        .put("/stock/{id}", PRODUCT);
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
