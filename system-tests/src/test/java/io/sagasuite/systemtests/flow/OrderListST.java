package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders and sagas in lists: newest first, filtered, page by page.
class OrderListST {

  @Test
  void ordersAreListedNewestFirstPageByPage() {
    String customer = "c-" + SampleOrders.newId();
    List<String> ids = List.of(processed(customer), processed(customer), processed(customer));

    JsonPath first = orders(Map.of("customerId", customer, "limit", 2));
    String cursor = first.getString("nextCursor");
    JsonPath second = orders(Map.of("customerId", customer, "limit", 2, "cursor", cursor));

    assertThat(first.getList("orders.orderId")).containsExactly(ids.get(2), ids.get(1));
    assertThat(second.getList("orders.orderId")).containsExactly(ids.get(0));
    assertThat(second.getString("nextCursor")).isNull();
  }

  @Test
  void ordersAreFoundByTheirStatus() {
    String customer = "c-" + SampleOrders.newId();
    String processed = processed(customer);
    Map<String, Object> declined = SampleOrders.with("paymentSource", "tok_declined");
    declined.put("customerId", customer);
    Suite.settle(declined);

    JsonPath found = orders(Map.of("customerId", customer, "status", "processed"));
    JsonPath rejected = orders(Map.of("customerId", customer, "status", "rejected"));

    assertThat(found.getList("orders.orderId")).containsExactly(processed);
    assertThat(rejected.getList("orders.orderId")).containsExactly(declined.get("orderId"));
  }

  @Test
  void sagasAreFoundByTheirBusinessKey() {
    JsonPath order = Suite.settle(SampleOrders.good());

    JsonPath found =
        Suite.at(Suite.ORCHESTRATOR)
            .queryParams(
                Map.of(
                    "businessKey",
                    order.getString("orderId"),
                    "definition",
                    "order",
                    "status",
                    "completed",
                    "count",
                    true))
            .get("/sagas")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(found.getList("sagas.sagaId")).containsExactly(order.getString("sagaId"));
    assertThat(found.getInt("count")).isEqualTo(1);
  }

  @Test
  void aBadFilterIsAProblem() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("limit", "many"),
            Map.of("limit", -1),
            Map.of("status", "sleeping"),
            Map.of("cursor", "nowhere"))) {
      Suite.at(Suite.ORCHESTRATOR)
          .queryParams(bad)
          .get("/orders")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  private static String processed(String customer) {
    Map<String, Object> order = SampleOrders.with("customerId", customer);
    return Suite.settle(order).getString("orderId");
  }

  private static JsonPath orders(Map<String, Object> filter) {
    return Suite.at(Suite.ORCHESTRATOR)
        .queryParams(filter)
        .get("/orders")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
