package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Cancelling, while there is still something to cancel and afterwards.
class CancelledOrderST {

  @Test
  void anOrderUnderWayIsUndone() {
    Suite.putStock("for-cancel", 5);
    Map<String, Object> order = SampleOrders.with("paymentSource", "tok_flaky");
    order.put("items", List.of(SampleOrders.item("for-cancel", 2)));
    Suite.submit(order).then().statusCode(202);

    Suite.at(Suite.ORCHESTRATOR)
        .delete("/orders/{id}", order.get("orderId"))
        .then()
        .statusCode(oneOf(200, 202));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Suite.order(order.get("orderId")).getString("status").equals("pending"));
    JsonPath view = Suite.order(order.get("orderId"));
    assertThat(view.getString("status")).isEqualTo("cancelled");
    assertThat(Suite.saga(view).saga().getString("reason")).isEqualTo("cancelled");
    RejectedOrderST.assertStock("for-cancel", 5, 0);
  }

  @Test
  void anOrderThatHasEndedIsNotCancelled() {
    JsonPath view = Suite.settle(SampleOrders.good());

    Suite.at(Suite.ORCHESTRATOR)
        .delete("/orders/{id}", view.getString("orderId"))
        .then()
        .statusCode(409)
        .contentType("application/problem+json");

    assertThat(Suite.order(view.getString("orderId")).getString("status")).isEqualTo("processed");
  }

  @Test
  void anOrderThatNobodySentIsNotFound() {
    Suite.at(Suite.ORCHESTRATOR)
        .delete("/orders/o-that-nobody-sent")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }
}
