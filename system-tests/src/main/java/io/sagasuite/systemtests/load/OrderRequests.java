package io.sagasuite.systemtests.load;

import io.vertx.core.buffer.Buffer;

/// The requests of one run, ready to be written: each order has an id of its own, and the wanted
/// share of them, evenly spread, goes to a country that is refused. Orders have no room for more
/// than they need; those that carry more are sagas of the order's definition.
record OrderRequests(String run, OrderShape shape) {

  private static final String BODY =
      """
      {"orderId":"%s","customerId":"c-%d","items":[{"productId":"%s","quantity":1}],\
      "amount":"49.90","currency":"EUR","paymentSource":"tok_visa","shippingAddress":\
      {"name":"A. Ada","street":"1 Main St","city":"Berlin","postalCode":"10115","country":"%s"}\
      %s}\
      """;
  private static final String SAGA = "{\"definition\":\"order\",\"input\":%s}";
  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Prefer: wait=60\r\nContent-Length: %d\r\n\r\n%s";
  private static final int CUSTOMERS = 1_000;
  private static final int CHARS_PER_KB = 1_024;

  Buffer of(long index) {
    String order =
        BODY.formatted(
            run + "-" + index,
            index % CUSTOMERS,
            OrderShape.product(index % shape.products()),
            isToFail(index) ? "ZZ" : "DE",
            isPadded() ? ",\"note\":\"" + "n".repeat(shape.inputKb() * CHARS_PER_KB) + "\"" : "");
    String body = isPadded() ? SAGA.formatted(order) : order;
    String path = isPadded() ? "/sagas" : "/orders";
    return Buffer.buffer(HEAD.formatted(path, body.length(), body));
  }

  Ending expected(long index) {
    String outcome = isToFail(index) ? "rejected" : "processed";
    if (!isPadded()) {
      return new Ending(outcome, outcome);
    }
    return new Ending(isToFail(index) ? "compensated" : "completed", outcome);
  }

  private boolean isPadded() {
    return shape.inputKb() > 0;
  }

  private boolean isToFail(long index) {
    double share = shape.failShare();
    return Math.floor((index + 1) * share) > Math.floor(index * share);
  }
}
