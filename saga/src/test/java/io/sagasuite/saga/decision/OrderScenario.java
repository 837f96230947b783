package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reserve, pay, label: a saga with a check that the reservation decides and an event at the end,
/// just begun or already paid for.
final class OrderScenario {

  private static final RetryPolicy TWICE =
      new RetryPolicy(
          2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of("fatal"));

  static final SagaDefinition ORDER =
      saga("order")
          .step("validate", s -> s.validate())
          .step("check", s -> s.coveredBy("reserve", "gone").needs("validate"))
          .step(
              "reserve",
              s ->
                  s.command("inventory", "Reserve", "Release")
                      .needs("validate")
                      .input(Map.of("item", "${input.item}"))
                      .retry(TWICE))
          .step(
              "pay",
              s ->
                  s.command("payment", "Pay", "Refund")
                      .needs("reserve")
                      .input(Map.of("for", "${steps['reserve'].output.id}"))
                      .retry(TWICE)
                      .compensationRetry(TWICE))
          .step("label", s -> s.command("shipping", "Label", "Cancel").needs("pay"))
          .step(
              "publish",
              s -> s.publish("Processed", "order.events").kind(StepKind.RETRIABLE).needs("label"))
          .output(Map.of("reservation", "${steps['reserve'].output.id}", "text", "a ${input.item}"))
          .build()
          .atVersion(1);

  private OrderScenario() {}

  static Scenario order() {
    return Scenario.start(ORDER, Map.of("item", "book"));
  }

  static Scenario paid() {
    return order().succeeds("reserve", Map.of("id", "r1")).succeeds("pay", Map.of("id", "p1"));
  }
}
