package io.sagasuite.payment.charge;

import java.util.Locale;

/// Where a payment stands.
public enum PaymentStatus {
  /// Asked for, not known to have happened.
  PENDING,
  CAPTURED,
  /// No money has moved; none will, unless the saga asks once more after a failure.
  DECLINED,
  REFUNDED;

  /// The word in rows and views.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
