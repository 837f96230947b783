package io.sagasuite.payment.gateway;

import java.util.Locale;

/// Where a charge stands in the sandbox's own ledger.
enum SandboxStatus {
  CAPTURED,
  DECLINED,
  /// Not done yet, but a further try may do it.
  FAILING,
  REFUNDED,
  /// Never done, and refused from now on.
  VOIDED;

  static SandboxStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
