package io.sagasuite.payment.charge;

import java.util.Locale;

/// Where a payment stands.
public enum PaymentStatus {
  /// Asked for, not known to have happened.
  PENDING,
  CAPTURED,
  DECLINED,
  REFUNDED;

  /// The word in rows and views.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
