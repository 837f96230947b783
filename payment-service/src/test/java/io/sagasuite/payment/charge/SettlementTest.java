package io.sagasuite.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettlementTest {

  private static final PaymentKey KEY = new PaymentKey(new UUID(1, 2), "take-payment");

  static Stream<Arguments> charges() {
    return Stream.of(
        Arguments.of(
            new ChargeResult.Paid(),
            PaymentStatus.CAPTURED,
            new Outcome.Succeeded(Map.of("paymentId", KEY.paymentId().toString()))),
        Arguments.of(
            new ChargeResult.Declined("insufficient_funds", "no"),
            PaymentStatus.DECLINED,
            new Outcome.Rejected("insufficient_funds", "no")),
        Arguments.of(
            new ChargeResult.Unavailable("later"),
            PaymentStatus.DECLINED,
            new Outcome.Failed("gateway_unavailable", "later")),
        Arguments.of(new ChargeResult.Unanswered(), PaymentStatus.PENDING, null));
  }

  @ParameterizedTest
  @MethodSource("charges")
  void readsTheAnswerToACharge(ChargeResult result, PaymentStatus status, Outcome outcome) {
    assertThat(Settlement.of(KEY, result)).isEqualTo(new Settlement(KEY, status, outcome));
  }

  static Stream<Arguments> refunds() {
    return Stream.of(
        Arguments.of(
            new RefundResult.Refunded(), PaymentStatus.REFUNDED, new Outcome.Succeeded(Map.of())),
        Arguments.of(
            new RefundResult.Voided(), PaymentStatus.DECLINED, new Outcome.Succeeded(Map.of())),
        Arguments.of(
            new RefundResult.NotRefunded("later"),
            PaymentStatus.CAPTURED,
            new Outcome.Failed("refund_failed", "later")));
  }

  @ParameterizedTest
  @MethodSource("refunds")
  void readsTheAnswerToARefund(RefundResult result, PaymentStatus status, Outcome outcome) {
    assertThat(Settlement.of(KEY, result)).isEqualTo(new Settlement(KEY, status, outcome));
  }
}
