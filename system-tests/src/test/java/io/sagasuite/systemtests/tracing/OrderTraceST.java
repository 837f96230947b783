package io.sagasuite.systemtests.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sagasuite.systemtests.SampleOrders;
import io.sagasuite.systemtests.SuiteStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The trace of one order, read back from the tracing UI's own store.
class OrderTraceST {

  private static final String RELEASED = "process saga.replies ReleaseStock (compensation)";

  @Test
  void anOrderThatIsUndoneIsOneTraceFromTheRequestToTheLastCompensation() {
    String traceparent = Trace.sampled();

    JsonPath order = settle(traceparent, SampleOrders.unshippable());

    Trace trace = Trace.read(Trace.idOf(traceparent), seen -> seen.has(RELEASED) && seen.isWhole());
    assertThat(order.getString("status")).isEqualTo("rejected");
    assertThat(trace.root().kind()).isEqualTo("SERVER");
    assertThat(trace.root().service()).isEqualTo("orchestrator");
    assertThat(trace.spans())
        .extracting(TraceSpan::service)
        .containsOnly("orchestrator", "inventory", "payment", "shipping");
    assertThat(trace.spans())
        .allSatisfy(span -> assertThat(span.tag("saga.id")).isEqualTo(order.getString("sagaId")));

    Exchange reserve = Exchange.only(trace, "inventory", "ReserveStock");
    Exchange pay = Exchange.only(trace, "payment", "TakePayment");
    Exchange ship = Exchange.only(trace, "shipping", "CreateLabel");
    Exchange refund = Exchange.only(trace, "payment", "RefundPayment (compensation)");
    Exchange release = Exchange.only(trace, "inventory", "ReleaseStock (compensation)");
    assertThat(Stream.of(reserve, pay, ship, refund, release))
        .allSatisfy(
            exchange -> assertThat(exchange.sent().parentId()).isEqualTo(trace.root().id()));
    assertThat(List.of(reserve, pay, ship, refund, release))
        .extracting(Exchange::direction)
        .containsExactly("execute", "execute", "execute", "compensate", "compensate");
    assertThat(List.of(reserve, pay, ship, refund, release))
        .extracting(Exchange::outcome)
        .containsExactly("succeeded", "succeeded", "rejected", "succeeded", "succeeded");
    assertThat(reserve.sent().tag("saga.definition")).isEqualTo("order");
    assertThat(release.sent().startedAt()).isAfterOrEqualTo(refund.processed().endedAt());
  }

  @Test
  void theStepThatFailedIsAnErrorAndNothingElse() {
    String traceparent = Trace.sampled();

    settle(traceparent, SampleOrders.unshippable());

    Trace trace = Trace.read(Trace.idOf(traceparent), seen -> seen.has(RELEASED) && seen.isWhole());
    Exchange ship = Exchange.only(trace, "shipping", "CreateLabel");
    assertThat(List.of(ship.processed(), ship.replySent(), ship.replyProcessed()))
        .allSatisfy(span -> {
          assertThat(span.tag("error")).isEqualTo("shipping_label_failed");
          assertThat(span.tag("error.type")).isEqualTo("shipping_label_failed");
          assertThat(span.tag("otel.status_code")).isEqualTo("ERROR");
        });
    assertThat(trace.spans().stream().filter(TraceSpan::isError))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(span -> isOf(span, "createlabel") || span.name().startsWith("sagarunner."));
  }

  @Test
  void everyAttemptOfAFlakyPaymentShows() {
    String traceparent = Trace.sampled();

    JsonPath order = settle(traceparent, SampleOrders.with("paymentSource", "tok_flaky"));

    Trace trace =
        Trace.read(
            Trace.idOf(traceparent),
            seen -> seen.has("process saga.replies CreateLabel") && seen.isWhole());
    assertThat(order.getString("status")).isEqualTo("processed");
    List<Exchange> attempts = Exchange.all(trace, "payment", "TakePayment");
    assertThat(attempts).extracting(Exchange::attempt).containsExactly("1", "2", "3");
    assertThat(attempts)
        .extracting(Exchange::outcome)
        .containsExactly("failed", "failed", "succeeded");
    assertThat(attempts)
        .extracting(attempt -> attempt.processed().isError())
        .containsExactly(true, true, false);
  }

  @Test
  void everyViewLinksToItsTrace() {
    String traceparent = Trace.sampled();

    JsonPath order = settle(traceparent, SampleOrders.good());

    String page =
        SuiteStack.stack().process("zipkin").url() + "/zipkin/traces/" + Trace.idOf(traceparent);
    assertThat(order.getString("traceUrl")).isEqualTo(page);
    assertThat(get(order, "").jsonPath().getString("traceUrl")).isEqualTo(page);
    String ledger = get(order, "/ledger", "text/plain").asString();
    assertThat(ledger.lines().findFirst().orElse("")).endsWith("  " + page);
  }

  @Test
  void anOrderThatIsNotTracedHasNoLinkAndLeavesNoSpan() {
    JsonPath order = settle(Trace.sampled().replaceAll("01$", "00"), SampleOrders.good());

    JsonPath saga = get(order, "").jsonPath();

    assertThat(saga.getString("traceId")).isNotBlank();
    assertThat(saga.getString("traceUrl")).isNull();
    given()
        .baseUri(SuiteStack.url("zipkin"))
        .get("/api/v2/trace/{id}", saga.getString("traceId"))
        .then()
        .statusCode(404);
  }

  private static boolean isOf(TraceSpan span, String command) {
    return span.name().endsWith(" " + command);
  }

  private static JsonPath settle(String traceparent, Map<String, Object> order) {
    return given()
        .baseUri(SuiteStack.url("orchestrator"))
        .contentType(ContentType.JSON)
        .header("traceparent", traceparent)
        .header("Prefer", "wait=60")
        .body(order)
        .post("/orders")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Response get(JsonPath order, String what) {
    return get(order, what, "application/json");
  }

  private static Response get(JsonPath order, String what, String type) {
    return given()
        .baseUri(SuiteStack.url("orchestrator"))
        .accept(type)
        .get("/sagas/" + order.getString("sagaId") + what);
  }
}
