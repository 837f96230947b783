package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders that the business says no to, and what is left of them: nothing.
class RejectedOrderST {

  @Test
  void anUnknownProductIsNotAvailable() {
    JsonPath view =
        Suite.settle(SampleOrders.with("items", List.of(SampleOrders.item("no-such", 1))));

    assertRejected(view, "check-availability", "product_not_available");
    assertThat(Suite.payments(view.getString("orderId")).getList("")).isEmpty();
  }

  @Test
  void moreThanThereIsIsNotAvailable() {
    Suite.putStock("scarce", 3);

    JsonPath view =
        Suite.settle(SampleOrders.with("items", List.of(SampleOrders.item("scarce", 4))));

    assertRejected(view, "check-availability", "product_not_available");
    assertStock("scarce", 3, 0);
  }

  @Test
  void aDeclinedCardGivesTheStockBack() {
    Suite.putStock("for-declined", 5);
    Map<String, Object> order = SampleOrders.with("paymentSource", "tok_declined");
    order.put("items", List.of(SampleOrders.item("for-declined", 2)));

    JsonPath view = Suite.settle(order);

    assertRejected(view, "take-payment", "payment_declined");
    assertStock("for-declined", 5, 0);
  }

  @Test
  void tooLittleMoneyGivesTheStockBack() {
    Suite.putStock("for-poor", 5);
    Map<String, Object> order = SampleOrders.with("paymentSource", "tok_insufficient_funds");
    order.put("items", List.of(SampleOrders.item("for-poor", 2)));

    JsonPath view = Suite.settle(order);

    assertRejected(view, "take-payment", "insufficient_funds");
    assertStock("for-poor", 5, 0);
  }

  @Test
  void whatCannotBeShippedIsRefundedAndThenReleased() {
    Suite.putStock("for-nowhere", 5);
    Map<String, Object> order = SampleOrders.unshippable();
    order.put("items", List.of(SampleOrders.item("for-nowhere", 2)));

    JsonPath view = Suite.settle(order);

    assertRejected(view, "create-label", "shipping_label_failed");
    SagaView saga = Suite.saga(view);
    assertThat(saga.status()).isEqualTo("compensated");
    assertThat(saga.saga().getString("reason")).isEqualTo("failed");
    assertThat(saga.stepsOf("StepCompensated")).containsExactly("take-payment", "reserve-stock");
    assertThat(saga.undoStarted("reserve-stock")).isAfterOrEqualTo(saga.undoEnded("take-payment"));
    assertThat(saga.stepStatus("take-payment")).isEqualTo("compensated");
    assertThat(saga.stepStatus("reserve-stock")).isEqualTo("compensated");
    assertStock("for-nowhere", 5, 0);
    assertThat(Suite.payments(view.getString("orderId")).getList("status"))
        .containsExactly("refunded");
  }

  private static void assertRejected(JsonPath view, String step, String code) {
    assertThat(view.getString("status")).isEqualTo("rejected");
    assertThat(view.getString("failure.step")).isEqualTo(step);
    assertThat(view.getString("failure.code")).isEqualTo(code);
    assertThat(view.getString("failure.message")).isNotBlank();
  }

  static void assertStock(String productId, int available, int reserved) {
    JsonPath stock = Suite.stock(productId);
    assertThat(stock.getInt("available")).isEqualTo(available);
    assertThat(stock.getInt("reserved")).isEqualTo(reserved);
  }
}
