package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.SagaTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A condition chooses one of two branches, and the step that joins them runs either way.
class MembershipExampleTest {

  private static final SagaDefinition MEMBERSHIP = Examples.read("membership");

  private static SagaTest charge(boolean premium) {
    return SagaTest.of(MEMBERSHIP)
        .input(Map.of("user", Map.of("id", "u-1", "isPremium", premium), "amount", "20.00"))
        .participant("payment")
        .on("ChargeWithDiscount")
        .succeeds(Map.of("paymentId", "premium-1"))
        .participant("payment")
        .on("Charge")
        .succeeds(Map.of("paymentId", "regular-1"))
        .participant("loyalty")
        .on("AddPoints")
        .succeeds()
        .participant("mail")
        .on("SendReceipt")
        .succeeds()
        .undoingSucceeds();
  }

  @Test
  void takesThePremiumBranchForPremiumUsers() {
    charge(true)
        .run()
        .isCompleted()
        .executed("charge-premium", "add-bonus", "send-receipt")
        .skipped("charge-regular")
        .output(Map.of("premiumPaymentId", "premium-1"))
        .step(
            "send-receipt",
            step -> step.received(Map.of("userId", "u-1", "premiumPaymentId", "premium-1")));
  }

  @Test
  void takesTheRegularBranchForEverybodyElse() {
    charge(false)
        .run()
        .isCompleted()
        .executed("charge-regular", "send-receipt")
        .skipped("charge-premium", "add-bonus")
        .output(Map.of("regularPaymentId", "regular-1"));
  }

  @Test
  void undoesOnlyTheBranchThatRan() {
    charge(true)
        .step("send-receipt")
        .rejects("no_such_address")
        .run()
        .isCompensated("no_such_address")
        .undone("add-bonus", "charge-premium")
        .sent("ChargeWithDiscount", "AddPoints", "SendReceipt", "RemovePoints", "RefundPayment");
    charge(false).step("send-receipt").rejects("no_such_address").run().undone("charge-regular");
  }

  @Test
  void refusesAUserOfWhomNobodyKnowsWhetherHePays() {
    charge(true)
        .input(Map.of("user", Map.of("id", "u-1", "isPremium", "yes"), "amount", "20.00"))
        .run()
        .isRefused("user.isPremium");
  }
}
