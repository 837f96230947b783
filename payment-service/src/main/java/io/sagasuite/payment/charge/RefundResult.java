package io.sagasuite.payment.charge;

/// What a gateway answers to a refund.
public sealed interface RefundResult {

  /// The money is back.
  record Refunded() implements RefundResult {}

  /// No money had moved, and none ever will under this key.
  record Voided() implements RefundResult {}

  /// The money is not back; the same refund may be tried again.
  record NotRefunded(String message) implements RefundResult {}
}
