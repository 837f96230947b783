package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The order flow when replies are late, doubled or missing, and when people step in.
class OrderInTroubleExampleTest {

  @Test
  void boundsEachAttemptByItselfAndNotAllOfThemTogether() {
    Orders.order()
        .step("take-payment")
        .answers(
            Behaviour.neverAnswers().times(2),
            Behaviour.succeeds(Map.of("paymentId", "p-1")).after(Duration.ofSeconds(4)))
        .run()
        .isCompleted()
        .step(
            "take-payment",
            step -> step.attemptedAt(Duration.ZERO, Duration.ofSeconds(6), Duration.ofSeconds(13)))
        .took(Duration.ofSeconds(17));
  }

  @Test
  void undoesAPaymentThatNeverAnswered() {
    Orders.order()
        .step("take-payment")
        .neverAnswers()
        .run()
        .isCompensated("timeout")
        .undone("take-payment", "reserve-stock")
        .step(
            "take-payment",
            step ->
                step.attempts(4)
                    .undoneWith(
                        Map.of(
                            "orderId",
                            "o-1",
                            "amount",
                            "49.90",
                            "currency",
                            "EUR",
                            "source",
                            "tok_visa"),
                        null));
  }

  @Test
  void isNotMovedByASecondOrALateReply() {
    Orders.order()
        .step("reserve-stock")
        .succeedsTwice(Map.of("reservationId", "r-1"))
        .step("take-payment")
        .answers(
            Behaviour.succeeds(Map.of("paymentId", "p-late")).after(Duration.ofSeconds(7)),
            Behaviour.succeeds(Map.of("paymentId", "p-2")).after(Duration.ofSeconds(3)))
        .run()
        .isCompleted()
        .happened(SagaEvent.ReplyIgnored.class, SagaEvent.ReplyIgnored.class)
        .step("take-payment", step -> step.attempts(2).answered(Map.of("paymentId", "p-2")))
        .sent("CheckAvailability", "ReserveStock", "TakePayment", "TakePayment", "CreateLabel");
  }

  @Test
  void parksWhenARefundFailsAndGoesOnWhenAPersonRetries() {
    SagaTest refundFails =
        Orders.order()
            .step("create-label")
            .rejects("shipping_label_failed")
            .undo("take-payment")
            .answers(Behaviour.fails("gateway_unavailable").times(5), Behaviour.succeeds());
    refundFails
        .run()
        .isParked("gateway_unavailable")
        .undone("take-payment")
        .step("take-payment", step -> step.is(StepStatus.PARKED).undoAttempts(5));
    refundFails
        .atRest()
        .retry()
        .run()
        .isCompensated("shipping_label_failed")
        .undone("take-payment", "reserve-stock");
  }

  @Test
  void isCancelledInTheMiddleAndStillUndoesWhatAnswersLate() {
    Orders.order()
        .step("take-payment")
        .succeedsAfter(Duration.ofSeconds(3), Map.of("paymentId", "p-1"))
        .at(Duration.ofSeconds(1))
        .cancel()
        .run()
        .isCompensated(TurnReason.CANCELLED)
        .neverSent("CreateLabel")
        .undone("take-payment", "reserve-stock")
        .step("take-payment", step -> step.undoneAt(Duration.ofSeconds(3)));
  }

  @Test
  void changesNothingWhenEverythingIsDeliveredTwice() {
    Orders.order()
        .deliveringTwice()
        .step("create-label")
        .rejects("shipping_label_failed")
        .run()
        .isCompensated("shipping_label_failed")
        .sent(
            "CheckAvailability",
            "ReserveStock",
            "TakePayment",
            "CreateLabel",
            "RefundPayment",
            "ReleaseStock");
  }

  @Test
  void standsStillWhilePausedAndGoesOnWhereItWas() {
    Orders.order()
        .step("take-payment")
        .succeedsAfter(Duration.ofSeconds(2), Map.of("paymentId", "p-1"))
        .at(Duration.ofSeconds(1))
        .pause()
        .at(Duration.ofHours(1))
        .resume()
        .run()
        .isCompleted()
        .step("create-label", step -> step.attemptedAt(Duration.ofHours(1)));
  }

  @Test
  void triesAgainOnlyWhatMayBeTriedAgain() {
    Orders.order()
        .step("take-payment")
        .fails("gateway_configuration")
        .run()
        .isCompensated("gateway_configuration")
        .step("take-payment", step -> step.attempts(1));
    Orders.order()
        .step("take-payment")
        .failsThenSucceeds("gateway_unavailable", 2, Map.of("paymentId", "p-3"))
        .run()
        .isCompleted()
        .step(
            "take-payment",
            step ->
                step.attemptedAt(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3))
                    .answered(Map.of("paymentId", "p-3")));
  }
}
