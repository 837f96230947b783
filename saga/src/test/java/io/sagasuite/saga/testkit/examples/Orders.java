package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.SagaTest;
import java.util.Map;

/// The order flow with participants that agree to everything, where a test says nothing else.
final class Orders {

  static final SagaDefinition ORDER = Examples.read("order");

  static final Map<String, Object> ADDRESS =
      Map.of("street", "1 Main St", "city", "Berlin", "country", "DE");

  static final Map<String, Object> INPUT =
      Map.of(
          "orderId", "o-1",
          "customerId", "c-1",
          "productId", "widget",
          "quantity", 2,
          "amount", "49.90",
          "currency", "EUR",
          "paymentSource", "tok_visa",
          "shippingAddress", ADDRESS);

  private Orders() {}

  static SagaTest order() {
    SagaTest test = SagaTest.of(ORDER);
    everybodyAgrees(test);
    return test.input(INPUT);
  }

  static void everybodyAgrees(SagaTest test) {
    test.input(INPUT)
        .participant("inventory")
        .on("CheckAvailability")
        .succeeds()
        .participant("inventory")
        .on("ReserveStock")
        .succeeds(Map.of("reservationId", "r-1"))
        .participant("payment")
        .on("TakePayment")
        .succeeds(Map.of("paymentId", "p-1"))
        .participant("shipping")
        .on("CreateLabel")
        .succeeds(Map.of("shippingId", "s-1", "trackingNumber", "t-1"))
        .undoingSucceeds();
  }
}
