package io.sagasuite.systemtests.load;

import io.vertx.core.buffer.Buffer;

/// The requests of one run, ready to be written: each order has an id of its own, and the wanted
/// share of them, evenly spread, goes to a country that is refused.
record OrderRequests(String run, double failShare) {

  private static final String BODY =
      """
      {"orderId":"%s","customerId":"c-%d","items":[{"productId":"widget","quantity":1}],\
      "amount":"49.90","currency":"EUR","paymentSource":"tok_visa","shippingAddress":\
      {"name":"A. Ada","street":"1 Main St","city":"Berlin","postalCode":"10115","country":"%s"}}\
      """;
  private static final String HEAD =
      "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Prefer: wait=60\r\nContent-Length: ";
  private static final int CUSTOMERS = 1_000;

  Buffer of(long index) {
    String body =
        BODY.formatted(run + "-" + index, index % CUSTOMERS, isToFail(index) ? "ZZ" : "DE");
    return Buffer.buffer(HEAD + body.length() + "\r\n\r\n" + body);
  }

  /// How the order has to end.
  String expectedStatus(long index) {
    return isToFail(index) ? "rejected" : "processed";
  }

  private boolean isToFail(long index) {
    return Math.floor((index + 1) * failShare) > Math.floor(index * failShare);
  }
}
