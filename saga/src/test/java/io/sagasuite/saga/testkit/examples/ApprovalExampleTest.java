package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A saga that waits for a person: the answer, no answer, an early answer, and the point of no
/// return behind it.
class ApprovalExampleTest {

  private static final SagaDefinition APPROVAL = Examples.read("approval");

  private static SagaTest approval() {
    return SagaTest.of(APPROVAL)
        .input(Map.of("requestId", "q-1", "amount", "900.00"))
        .step("hold-budget")
        .succeeds(Map.of("holdId", "b-1"))
        .step("place-order")
        .succeeds(Map.of("purchaseId", "po-1"))
        .step("book-cost")
        .succeeds()
        .undoingSucceeds();
  }

  private static SagaTest approved() {
    return approval().at(Duration.ofHours(20)).signal("approved", Map.of("by", "grace"));
  }

  @Test
  void buysOnceAPersonSaidYes() {
    approved()
        .run()
        .isCompleted()
        .output(Map.of("purchaseId", "po-1", "approvedBy", "grace"))
        .sent("HoldBudget", "PlaceOrder", "BookCost")
        .step(
            "place-order",
            step ->
                step.attemptedAt(Duration.ofHours(20))
                    .received(Map.of("requestId", "q-1", "approvedBy", "grace")));
  }

  @Test
  void letsTheBudgetGoWhenNobodyAnswersForADay() {
    approval()
        .run()
        .isCompensated("signal_timeout")
        .failedAt("approve")
        .sent("HoldBudget", "ReleaseBudget")
        .took(Duration.ofHours(24));
  }

  @Test
  void takesAnAnswerThatCameBeforeTheQuestion() {
    approval()
        .step("hold-budget")
        .succeedsAfter(Duration.ofSeconds(5), Map.of("holdId", "b-1"))
        .at(Duration.ofSeconds(1))
        .signal("approved", Map.of("by", "grace"))
        .run()
        .isCompleted()
        .took(Duration.ofSeconds(5));
  }

  @Test
  void isCancelledWhileItWaits() {
    approval()
        .at(Duration.ofHours(3))
        .cancel()
        .run()
        .isCompensated(TurnReason.CANCELLED)
        .undone("hold-budget")
        .took(Duration.ofHours(3));
  }

  @Test
  void letsTheBudgetGoWhenTheOrderIsRefused() {
    approved()
        .step("place-order")
        .rejects("supplier_refuses")
        .run()
        .isCompensated("supplier_refuses")
        .undone("hold-budget");
  }

  @Test
  void onlyGoesForwardOnceTheOrderIsPlaced() {
    approved()
        .step("book-cost")
        .answers(Behaviour.rejects("books_closed"), Behaviour.succeeds())
        .atRest()
        .mayBeRefused()
        .cancel()
        .run()
        .refused("only goes forward")
        .isParked("books_closed")
        .undone();
    approved()
        .step("book-cost")
        .answers(Behaviour.rejects("books_closed"), Behaviour.succeeds())
        .atRest()
        .retry("book-cost")
        .run()
        .isCompleted();
  }

  @Test
  void parksWhenNobodyKnowsWhetherTheOrderWasPlaced() {
    approved()
        .step("place-order")
        .neverAnswers()
        .run()
        .hasStatus(SagaStatus.PARKED)
        .isParked("timeout")
        .step("place-order", step -> step.is(StepStatus.PARKED))
        .undone();
  }
}
