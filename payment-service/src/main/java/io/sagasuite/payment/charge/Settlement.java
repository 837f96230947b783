package io.sagasuite.payment.charge;

import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a gateway's answer means: for the payment, and for the saga that waits for it.
///
/// @param outcome null when the saga is not answered, because nobody knows
public record Settlement(PaymentKey key, PaymentStatus status, @Nullable Outcome outcome) {

  private static final String UNAVAILABLE = "gateway_unavailable";
  private static final String REFUND_FAILED = "refund_failed";

  /// The meaning of the answer to a charge.
  public static Settlement of(PaymentKey key, ChargeResult result) {
    return switch (result) {
      case ChargeResult.Paid _ ->
          new Settlement(
              key,
              PaymentStatus.CAPTURED,
              new Outcome.Succeeded(Map.of("paymentId", key.paymentId().toString())));
      case ChargeResult.Declined no ->
          new Settlement(
              key, PaymentStatus.DECLINED, new Outcome.Rejected(no.code(), no.message()));
      case ChargeResult.Unavailable no ->
          new Settlement(
              key, PaymentStatus.DECLINED, new Outcome.Failed(UNAVAILABLE, no.message()));
      case ChargeResult.Unanswered _ -> new Settlement(key, PaymentStatus.PENDING, null);
    };
  }

  /// The meaning of the answer to a refund.
  public static Settlement of(PaymentKey key, RefundResult result) {
    return switch (result) {
      case RefundResult.Refunded _ -> undone(key, PaymentStatus.REFUNDED);
      case RefundResult.Voided _ -> undone(key, PaymentStatus.DECLINED);
      case RefundResult.NotRefunded no ->
          new Settlement(
              key, PaymentStatus.CAPTURED, new Outcome.Failed(REFUND_FAILED, no.message()));
    };
  }

  private static Settlement undone(PaymentKey key, PaymentStatus status) {
    return new Settlement(key, status, new Outcome.Succeeded(Map.of()));
  }
}
