package io.sagasuite.systemtests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Orders to submit, as plain JSON objects that a test may change as it likes.
public final class SampleOrders {

  private SampleOrders() {}

  /// An id that no other order has.
  public static String newId() {
    return "o-" + UUID.randomUUID();
  }

  /// An order that is processed.
  public static Map<String, Object> good() {
    return good(newId());
  }

  /// An order that is processed, under this id.
  public static Map<String, Object> good(String orderId) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("orderId", orderId);
    order.put("customerId", "c-42");
    order.put("items", List.of(item("widget", 2)));
    order.put("amount", "49.90");
    order.put("currency", "EUR");
    order.put("paymentSource", "tok_visa");
    order.put("shippingAddress", address("DE"));
    return order;
  }

  public static Map<String, Object> with(String field, Object value) {
    Map<String, Object> order = good();
    order.put(field, value);
    return order;
  }

  /// An order that no carrier takes.
  public static Map<String, Object> unshippable() {
    return with("shippingAddress", address("ZZ"));
  }

  public static Map<String, Object> item(String productId, Object quantity) {
    return new LinkedHashMap<>(Map.of("productId", productId, "quantity", quantity));
  }

  public static Map<String, Object> address(String country) {
    return new LinkedHashMap<>(
        Map.of(
            "name", "A. Ada",
            "street", "1 Main St",
            "city", "Berlin",
            "postalCode", "10115",
            "country", country));
  }
}
