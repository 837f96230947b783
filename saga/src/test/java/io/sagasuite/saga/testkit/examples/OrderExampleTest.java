package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.testkit.SagaTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The order flow: what it sends, and what each failure undoes in which order.
class OrderExampleTest {

  static Iterable<SagaTable.Row> failures() {
    return SagaTable.of(Orders.ORDER)
        .always(Orders::everybodyAgrees)
        .row("a product that is not there is not reserved")
        .participants(test -> test.step("check-availability").rejects("product_not_available"))
        .expect(run ->
            run.isCompensated("product_not_available")
                .failedAt("check-availability")
                .errorContains("product not available")
                .sent("CheckAvailability")
                .undone())
        .row("a check that does not work is tried three times")
        .participants(test -> test.step("check-availability").fails("inventory_check_failed"))
        .expect(run ->
            run.isCompensated("inventory_check_failed")
                .errorContains("inventory check failed")
                .step(
                    "check-availability",
                    step -> step.attempts(3).failedWith("inventory_check_failed"))
                .undone())
        .row("a refused reservation takes no money")
        .participants(test -> test.step("reserve-stock").rejects("inventory_reservation_failed"))
        .expect(run ->
            run.isCompensated("inventory_reservation_failed")
                .errorContains("inventory reservation failed")
                .sent("CheckAvailability", "ReserveStock")
                .undone())
        .row("a declined payment releases the stock")
        .participants(test -> test.step("take-payment").rejects("payment_declined"))
        .expect(run ->
            run.isCompensated("payment_declined")
                .failedAt("take-payment")
                .sent("CheckAvailability", "ReserveStock", "TakePayment", "ReleaseStock"))
        .row("a payment that cannot be processed releases the stock after its last attempt")
        .participants(test -> test.step("take-payment").fails("payment_processing_failed"))
        .expect(run ->
            run.isCompensated("payment_processing_failed")
                .errorContains("payment processing failed")
                .step("take-payment", step -> step.attempts(4).undoAttempts(0))
                .undone("reserve-stock")
                .took(Duration.ofSeconds(7)))
        .row("a label that cannot be made refunds the payment, then releases the stock")
        .participants(test -> test.step("create-label").rejects("shipping_label_failed"))
        .expect(run ->
            run.isCompensated("shipping_label_failed")
                .errorContains("shipping label failed")
                .sent(
                    "CheckAvailability",
                    "ReserveStock",
                    "TakePayment",
                    "CreateLabel",
                    "RefundPayment",
                    "ReleaseStock")
                .published())
        .rows();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void undoesWhatWasDoneOnEveryFailure(SagaTable.Row row) {
    row.check();
  }

  @Test
  void processesAnOrder() {
    Orders.order()
        .run()
        .isCompleted()
        .output(
            Map.of(
                "orderId", "o-1", "paymentId", "p-1", "shippingId", "s-1", "status", "processed"))
        .sent("CheckAvailability", "ReserveStock", "TakePayment", "CreateLabel")
        .undone()
        .skipped()
        .published(
            "OrderProcessed",
            Map.of(
                "orderId", "o-1",
                "customerId", "c-1",
                "reservationId", "r-1",
                "paymentId", "p-1",
                "shippingId", "s-1"))
        .step(
            "create-label",
            step ->
                step.received(
                    Map.of(
                        "orderId",
                        "o-1",
                        "address",
                        Orders.ADDRESS,
                        "productId",
                        "widget",
                        "quantity",
                        2)))
        .step("validate-order", step -> step.is(StepStatus.SUCCEEDED));
  }

  @Test
  void refusesAnInputThatIsNone() {
    Map<String, Object> nothing = new HashMap<>(Orders.INPUT);
    nothing.put("quantity", 0);
    Orders.order().input(nothing).run().isRefused("quantity");
    nothing.remove("quantity");
    Orders.order().input(nothing).run().isRefused("quantity");
  }

  @Test
  void givesEachCompensationItsOwnStepsInputAndOutput() {
    Orders.order()
        .step("create-label")
        .rejects("shipping_label_failed")
        .run()
        .step(
            "take-payment",
            step ->
                step.undoneWith(
                    Map.of(
                        "orderId",
                        "o-1",
                        "amount",
                        "49.90",
                        "currency",
                        "EUR",
                        "source",
                        "tok_visa"),
                    Map.of("paymentId", "p-1")))
        .step(
            "reserve-stock",
            step ->
                step.undoneWith(
                    Map.of("orderId", "o-1", "productId", "widget", "quantity", 2),
                    Map.of("reservationId", "r-1")));
  }
}
