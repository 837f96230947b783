package io.sagasuite.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettlementTest {

  private static final StepKey KEY = new StepKey(new UUID(1, 2), "take-payment");

  private static final ChargeResult LATER = new ChargeResult.Unavailable("later");

  static Stream<Arguments> charges() {
    return Stream.of(
        Arguments.of(
            new ChargeResult.Paid(),
            PaymentStatus.CAPTURED,
            new Outcome.Succeeded(Map.of("paymentId", KEY.entityId().toString()))),
        Arguments.of(
            new ChargeResult.Declined("insufficient_funds", "no"),
            PaymentStatus.DECLINED,
            new Outcome.Rejected("insufficient_funds", "no")));
  }

  @ParameterizedTest
  @MethodSource("charges")
  void readsTheFinalAnswerToACharge(ChargeResult result, PaymentStatus status, Outcome outcome) {
    Settlement meaning = new Settlement(KEY, status, outcome);
    assertThat(Settlement.of(KEY, result, false)).contains(meaning);
    assertThat(Settlement.of(KEY, result, true)).contains(meaning);
  }

  @Test
  void takesARefusalForAFailureOnlyWhenNothingElseMayMoveMoney() {
    assertThat(Settlement.of(KEY, LATER, false))
        .contains(
            new Settlement(
                KEY, PaymentStatus.DECLINED, new Outcome.Failed("gateway_unavailable", "later")));
    assertThat(Settlement.of(KEY, LATER, true))
        .contains(
            new Settlement(
                KEY, PaymentStatus.PENDING, new Outcome.Unknown("gateway_unavailable", "later")));
  }

  @Test
  void makesNothingOfSilence() {
    assertThat(Settlement.of(KEY, new ChargeResult.Unanswered(), false)).isEmpty();
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
