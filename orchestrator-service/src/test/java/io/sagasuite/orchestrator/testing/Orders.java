package io.sagasuite.orchestrator.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/// Orders as a test submits them.
public final class Orders {

  private Orders() {}

  /// A good order under this id.
  public static String good(String orderId) {
    return good(orderId, "c-42");
  }

  /// A good order under this id, of this customer.
  public static String good(String orderId, String customerId) {
    return """
    { "orderId": "%s", "customerId": "%s",
      "items": [ { "productId": "widget", "quantity": 2 } ],
      "amount": "49.90", "currency": "EUR", "paymentSource": "tok_visa",
      "shippingAddress": { "name": "A. Ada", "street": "1 Main St", "city": "Berlin",
                           "postalCode": "10115", "country": "DE" } }
    """
        .formatted(orderId, customerId);
  }

  public static String newId() {
    return "o-" + UUID.randomUUID();
  }

  /// A request with this body.
  public static RequestSpecification order(String body) {
    return RestAssured.given().contentType(ContentType.JSON).body(body);
  }
}
