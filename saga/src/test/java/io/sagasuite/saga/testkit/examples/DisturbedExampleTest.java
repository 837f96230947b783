package io.sagasuite.saga.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.testkit.SagaRun;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples with every trigger delivered twice and everything that happens at one moment in any
/// order: what comes of a saga does not depend on it, and no command is sent once too often.
class DisturbedExampleTest {

  private static final int SEEDS = 25;

  static Stream<Arguments> tests() {
    return Stream.of(
        row("order", Orders::order),
        row("order undone", () -> Orders.order().step("create-label").rejects("no")),
        row("order retried", () -> Orders.order().step("take-payment").fails("no")),
        row("holds", ParallelHoldsExampleTest::atOnce),
        row(
            "holds undone",
            () -> ParallelHoldsExampleTest.atOnce().step("hold-slot").rejects("no")),
        row("registration", RegistrationExampleTest::registration),
        row(
            "registration undone",
            () -> RegistrationExampleTest.registration().step("create-profile").rejects("no")),
        row("shipments", () -> ShipmentsExampleTest.shipments(5)),
        row(
            "shipments undone",
            () -> ShipmentsExampleTest.shipments(5).step("create-labels", 4).rejects("no")),
        row("batch undone", () -> BatchExampleTest.batch(5).step("close-batch").rejects("no")),
        row("stages", Stages::production),
        row("stages undone", () -> Stages.production().step("verify-login").rejects("no")),
        row("stages taken down", () -> Stages.production().atRest().compensate()),
        row(
            "health check",
            () ->
                HealthCheckExampleTest.healthCheck()
                    .at(Duration.ofSeconds(95))
                    .signal("InstanceDeleted")));
  }

  private static Arguments row(String name, Supplier<SagaTest> test) {
    return Arguments.of(name, test);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tests")
  void endTheSameInAnyOrder(String name, Supplier<SagaTest> test) {
    Set<String> ends = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      ends.add(end(test.get().shuffled(seed).run()));
      ends.add(end(test.get().shuffled(seed).deliveringTwice().run()));
    }
    assertThat(ends).as(name).hasSize(1);
  }

  /// Status, output, and how far every step has come in how many attempts.
  private static String end(SagaRun run) {
    SagaState state = run.state();
    StringBuilder end = new StringBuilder(state.status() + " " + new TreeMap<>(state.output()));
    state
        .steps()
        .forEach(step ->
            end.append(
                "\n%s %s %d %d"
                    .formatted(
                        step.name(),
                        step.status(),
                        step.execute().attempt(),
                        step.compensate().attempt())));
    return end.toString();
  }
}
