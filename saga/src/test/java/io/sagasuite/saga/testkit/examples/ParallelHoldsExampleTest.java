package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Three steps at a time: the same input for all, outputs in the document's order, and no sibling
/// forgotten when one fails.
class ParallelHoldsExampleTest {

  private static final SagaDefinition HOLDS = Examples.read("parallel-holds");
  private static final Map<String, Object> INPUT = Map.of("orderId", "o-1", "amount", "10.00");

  private static SagaTest holds() {
    return SagaTest.of(HOLDS)
        .input(INPUT)
        .step("hold-stock")
        .succeedsAfter(Duration.ofSeconds(9), Map.of("holdId", "stock-1"))
        .step("hold-credit")
        .succeedsAfter(Duration.ofSeconds(5), Map.of("holdId", "credit-1"))
        .step("hold-slot")
        .succeedsAfter(Duration.ofSeconds(1), Map.of("holdId", "slot-1"))
        .undoingSucceeds();
  }

  static SagaTest atOnce() {
    return holds()
        .step("hold-stock")
        .succeeds(Map.of("holdId", "stock-1"))
        .step("hold-credit")
        .succeeds(Map.of("holdId", "credit-1"))
        .step("hold-slot")
        .succeeds(Map.of("holdId", "slot-1"));
  }

  @Test
  void asksAllAtOnceForTheSameAndAnswersInTheOrderOfTheDocument() {
    holds()
        .run()
        .isCompleted()
        .output(Map.of("holds", List.of("stock-1", "credit-1", "slot-1")))
        .step("hold-stock", step -> step.attemptedAt(Duration.ZERO).received(INPUT))
        .step("hold-credit", step -> step.attemptedAt(Duration.ZERO).received(INPUT))
        .step("hold-slot", step -> step.attemptedAt(Duration.ZERO).received(INPUT))
        .took(Duration.ofSeconds(9));
  }

  @Test
  void awaitsAndUndoesTheSiblingsOfTheOneThatFails() {
    holds()
        .step("hold-credit")
        .answers(Behaviour.rejects("credit_refused").after(Duration.ofSeconds(5)))
        .run()
        .isCompensated("credit_refused")
        .failedAt("hold-credit")
        .undone("hold-slot", "hold-stock")
        .step("hold-slot", step -> step.undoneAt(Duration.ofSeconds(5)))
        .step("hold-stock", step -> step.undoneAt(Duration.ofSeconds(9)))
        .took(Duration.ofSeconds(9));
  }

  @Test
  void undoesASiblingThatNeverAnswersAsIfItHadBeenDone() {
    holds()
        .step("hold-credit")
        .rejects("credit_refused")
        .step("hold-stock")
        .neverAnswers()
        .run()
        .isCompensated("credit_refused")
        .undone("hold-slot", "hold-stock")
        .step("hold-stock", step -> step.undoneAt(Duration.ofSeconds(30)));
  }

  @Test
  void reportsTheFailureThatCameFirst() {
    holds()
        .step("hold-stock")
        .answers(Behaviour.rejects("no_stock").after(Duration.ofSeconds(3)))
        .step("hold-slot")
        .answers(Behaviour.rejects("no_slot").after(Duration.ofSeconds(2)))
        .run()
        .isCompensated("no_slot")
        .undoneInAnyOrder("hold-credit");
  }
}
