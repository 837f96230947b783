package io.sagasuite.payment.charge;

/// What a gateway answers to a charge.
public sealed interface ChargeResult {

  /// The money has moved, now or at an earlier charge under the same key.
  record Paid() implements ChargeResult {}

  /// No, finally.
  record Declined(String code, String message) implements ChargeResult {}

  /// The gateway could not do it; this asking has moved no money and never will, and the same
  /// charge may be tried again.
  record Unavailable(String message) implements ChargeResult {}

  /// No answer: the money may have moved or not.
  record Unanswered() implements ChargeResult {}
}
