package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A step that runs once for every element of a list, two at a time.
class ShipmentsExampleTest {

  private static final SagaDefinition SHIPMENTS = Examples.read("shipments");

  static SagaTest shipments(int items) {
    List<Map<String, Object>> list =
        IntStream.range(0, items)
            .mapToObj(i -> Map.<String, Object>of("productId", "product-" + i, "quantity", i + 1))
            .toList();
    return SagaTest.of(SHIPMENTS)
        .input(Map.of("orderId", "o-1", "items", list))
        .step("create-labels")
        .answers(
            Behaviour.succeeds(
                    command -> Map.of("labelId", "label-" + command.input().get("place")))
                .after(Duration.ofSeconds(1)))
        .step("order-pickup")
        .succeeds(Map.of("pickupId", "pickup-1"))
        .undoingSucceeds();
  }

  @Test
  void makesALabelForEveryItemTwoAtATime() {
    shipments(3)
        .run()
        .isCompleted()
        .output(Map.of("pickupId", "pickup-1", "parcels", 3))
        .executed("create-labels[0]", "create-labels[1]", "create-labels[2]", "order-pickup")
        .step(
            "create-labels[1]",
            step ->
                step.attemptedAt(Duration.ZERO)
                    .received(
                        Map.of(
                            "orderId", "o-1", "place", 1, "productId", "product-1", "quantity", 2)))
        .step("create-labels[2]", step -> step.attemptedAt(Duration.ofSeconds(1)))
        .step(
            "order-pickup",
            step ->
                step.received(
                    Map.of(
                        "orderId",
                        "o-1",
                        "parcels",
                        3,
                        "labels",
                        List.of(
                            Map.of("labelId", "label-0"),
                            Map.of("labelId", "label-1"),
                            Map.of("labelId", "label-2")))));
  }

  @Test
  void needsNoLabelForNothing() {
    shipments(0)
        .run()
        .isCompleted()
        .executed("order-pickup")
        .output(Map.of("pickupId", "pickup-1", "parcels", 0));
  }

  @Test
  void undoesEveryLabelThatWasMadeWhenOneCannotBe() {
    shipments(3)
        .step("create-labels", 1)
        .rejects("too_heavy")
        .run()
        .isCompensated("too_heavy")
        .undone("create-labels[0]")
        .step(
            "create-labels[0]",
            step ->
                step.undoneWith(
                    Map.of("orderId", "o-1", "place", 0, "productId", "product-0", "quantity", 1),
                    Map.of("labelId", "label-0")))
        .step("create-labels[1]", step -> step.failedWith("too_heavy").undoAttempts(0))
        .step("create-labels[2]", step -> step.undoAttempts(0));
  }

  @Test
  void triesOneItemAgainWithoutTheOthers() {
    shipments(2)
        .step("create-labels", 0)
        .failsThenSucceeds("printer_jam", 1, Map.of("labelId", "label-0"))
        .run()
        .isCompleted()
        .step("create-labels[0]", step -> step.attempts(2))
        .step("create-labels[1]", step -> step.attempts(1));
  }

  @Test
  void cancelsThePickupBeforeAnyLabel() {
    shipments(2)
        .atRest()
        .compensate()
        .run()
        .undone("order-pickup", "create-labels[1]", "create-labels[0]")
        .step("create-labels[0]", step -> step.is(StepStatus.COMPENSATED));
  }

  @Test
  void parksForOneLabelAndForgetsNoOther() {
    shipments(2)
        .step("order-pickup")
        .rejects("no_driver")
        .undo("create-labels", 0)
        .fails("label_used")
        .run()
        .isParked("label_used")
        .step("create-labels[1]", step -> step.is(StepStatus.COMPENSATED));
  }
}
