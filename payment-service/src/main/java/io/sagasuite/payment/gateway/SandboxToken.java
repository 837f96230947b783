package io.sagasuite.payment.gateway;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How the sandbox answers to each source, as the test tokens of well-known gateways do.
enum SandboxToken {
  VISA("tok_visa", SandboxStatus.CAPTURED, ""),
  DECLINED("tok_declined", SandboxStatus.DECLINED, "payment_declined"),
  INSUFFICIENT_FUNDS("tok_insufficient_funds", SandboxStatus.DECLINED, "insufficient_funds"),
  /// Fails twice, then pays.
  FLAKY("tok_flaky", SandboxStatus.FAILING, ""),
  /// Moves the money and never says so.
  TIMEOUT("tok_timeout", SandboxStatus.CAPTURED, ""),
  REFUND_FAILS("tok_refund_fails", SandboxStatus.CAPTURED, ""),
  UNKNOWN("", SandboxStatus.DECLINED, "payment_declined");

  private static final Map<String, SandboxToken> BY_SOURCE =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.source, Function.identity()));

  private final String source;
  private final SandboxStatus first;
  private final String declineCode;

  SandboxToken(String source, SandboxStatus first, String declineCode) {
    this.source = source;
    this.first = first;
    this.declineCode = declineCode;
  }

  static SandboxToken of(String source) {
    return BY_SOURCE.getOrDefault(source, UNKNOWN);
  }

  /// Where the first charge to this source ends.
  SandboxStatus first() {
    return first;
  }

  String declineCode() {
    return declineCode.isEmpty() ? "payment_declined" : declineCode;
  }
}
