package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.sagasuite.systemtests.SampleOrders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a saga did, what it undid and what is left of it, told for people and for machines.
class LedgerST {

  private static final List<String> EFFECTS =
      List.of("reserve-stock", "take-payment", "create-label");

  @Test
  void aProcessedOrderKeepsWhatItDid() {
    JsonPath ledger = ledger(Suite.settle(SampleOrders.good()));

    assertThat(EFFECTS).allSatisfy(step -> assertThat(left(ledger, step)).isEqualTo("kept"));
    assertThat(ledger.getString("turnedBy")).isNull();
  }

  @Test
  void aRejectedOrderLeavesNothing() {
    JsonPath order = Suite.settle(SampleOrders.unshippable());

    JsonPath ledger = ledger(order);

    assertThat(ledger.getString("turnedBy")).isEqualTo("create-label");
    assertThat(left(ledger, "reserve-stock")).isEqualTo("undone");
    assertThat(left(ledger, "take-payment")).isEqualTo("undone");
    assertThat(left(ledger, "create-label")).isEqualTo("none");
    assertThat(picture(order))
        .contains(order.getString("sagaId"), "RefundPayment", "ReleaseStock", "undone");
  }

  @Test
  void aParkedOrderSaysWhatItHoldsAndWhy() {
    Map<String, Object> order = SampleOrders.unshippable();
    order.put("paymentSource", "tok_refund_fails");
    Suite.submit(order).then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Suite.order(order.get("orderId")).getString("status").equals("parked"));

    JsonPath ledger = ledger(Suite.order(order.get("orderId")));

    assertThat(left(ledger, "take-payment")).isIn("effective", "kept", "unknown");
    assertThat(left(ledger, "reserve-stock")).isIn("effective", "kept");
    assertThat(ledger.getString("steps.find { it.step == 'take-payment' }.notUndoneBecause"))
        .isNotBlank();
  }

  @Test
  void theJournalIsAStreamThatEndsWithItsSaga() {
    JsonPath order = Suite.settle(SampleOrders.good());
    int rows = Suite.saga(order).journal().getList("events").size();

    String stream =
        Suite.at(Suite.ORCHESTRATOR)
            .accept("text/event-stream")
            .get("/sagas/{id}/events", order.getString("sagaId"))
            .then()
            .statusCode(200)
            .extract()
            .asString();

    List<String> ids =
        Pattern.compile("(?m)^id: ?(\\d+)$")
            .matcher(stream)
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(ids).isEqualTo(IntStream.rangeClosed(1, rows).mapToObj(Integer::toString).toList());
    assertThat(stream).contains("SagaCompleted");
  }

  private static JsonPath ledger(JsonPath order) {
    return Suite.at(Suite.ORCHESTRATOR)
        .accept("application/json")
        .get("/sagas/{id}/ledger", order.getString("sagaId"))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String picture(JsonPath order) {
    return Suite.at(Suite.ORCHESTRATOR)
        .accept("text/plain")
        .get("/sagas/{id}/ledger", order.getString("sagaId"))
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static String left(JsonPath ledger, String step) {
    return ledger.getString("steps.find { it.step == '%s' }.left".formatted(step));
  }
}
