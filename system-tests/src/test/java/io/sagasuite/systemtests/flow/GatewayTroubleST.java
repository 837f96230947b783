package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A payment gateway that stumbles, falls silent, or does not give the money back.
class GatewayTroubleST {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aFlakyGatewayIsTriedAgainUntilItPays() {
    JsonPath view = Suite.settle(SampleOrders.with("paymentSource", "tok_flaky"));

    assertThat(view.getString("status")).isEqualTo("processed");
    SagaView saga = Suite.saga(view);
    assertThat(saga.attempts("take-payment")).isEqualTo(3);
    assertThat(saga.stepsOf("RetryScheduled")).containsExactly("take-payment", "take-payment");
    assertThat(Suite.payments(view.getString("orderId")).getList("status"))
        .containsExactly("captured");
  }

  @Test
  void moneyThatMayHaveMovedIsRefundedWhenTheGatewayNeverAnswers() {
    Suite.putStock("for-silence", 5);
    Map<String, Object> order = SampleOrders.with("paymentSource", "tok_timeout");
    order.put("items", List.of(SampleOrders.item("for-silence", 2)));

    JsonPath view = Suite.settle(order);

    assertThat(view.getString("status")).isEqualTo("rejected");
    assertThat(view.getString("failure.step")).isEqualTo("take-payment");
    assertThat(view.getString("failure.code")).isEqualTo("timeout");
    SagaView saga = Suite.saga(view);
    assertThat(saga.stepsOf("StepCompensated")).containsExactly("take-payment", "reserve-stock");
    assertThat(Suite.payments(view.getString("orderId")).getList("status"))
        .containsExactly("refunded");
    RejectedOrderST.assertStock("for-silence", 5, 0);
  }

  @Test
  void aRefundThatFailsParksTheOrderWithWhatItHolds() {
    Suite.putStock("for-parking", 5);
    Map<String, Object> order = SampleOrders.unshippable();
    order.put("paymentSource", "tok_refund_fails");
    order.put("items", List.of(SampleOrders.item("for-parking", 2)));

    Suite.submit(order).then().statusCode(202);
    await()
        .atMost(PATIENCE)
        .until(() -> Suite.order(order.get("orderId")).getString("status").equals("parked"));

    JsonPath view = Suite.order(order.get("orderId"));
    SagaView saga = Suite.saga(view);
    assertThat(saga.status()).isEqualTo("parked");
    assertThat(saga.stepStatus("take-payment")).isEqualTo("parked");
    assertThat(saga.has("SagaParked")).isTrue();
    assertThat(saga.stepsOf("StepCompensated")).isEmpty();
    assertThat(Suite.payments(order.get("orderId")).getList("status")).containsExactly("captured");
    RejectedOrderST.assertStock("for-parking", 3, 2);
  }
}
