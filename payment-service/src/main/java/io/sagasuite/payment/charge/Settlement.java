package io.sagasuite.payment.charge;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.saga.decision.Outcome;
import java.util.Map;
import java.util.Optional;

/// What a gateway's answer means: for the payment, and for the saga that waits for it.
public record Settlement(StepKey key, PaymentStatus status, Outcome outcome) {

  private static final String UNAVAILABLE = "gateway_unavailable";
  private static final String REFUND_FAILED = "refund_failed";

  /// The meaning of the answer to a charge; none when nobody knows, and the saga is not answered.
  ///
  /// @param inDoubt whether another asking under the same key may still move money, so that a
  ///   refusal for now does not tell that none has moved
  public static Optional<Settlement> of(StepKey key, ChargeResult result, boolean inDoubt) {
    return switch (result) {
      case ChargeResult.Paid _ -> Optional.of(paid(key));
      case ChargeResult.Declined no ->
          Optional.of(
              new Settlement(
                  key, PaymentStatus.DECLINED, new Outcome.Rejected(no.code(), no.message())));
      case ChargeResult.Unavailable no -> Optional.of(refused(key, no.message(), inDoubt));
      case ChargeResult.Unanswered _ -> Optional.empty();
    };
  }

  private static Settlement paid(StepKey key) {
    Map<String, Object> output = Map.of("paymentId", key.entityId().toString());
    return new Settlement(key, PaymentStatus.CAPTURED, new Outcome.Succeeded(output));
  }

  private static Settlement refused(StepKey key, String why, boolean inDoubt) {
    return inDoubt
        ? new Settlement(key, PaymentStatus.PENDING, new Outcome.Unknown(UNAVAILABLE, why))
        : new Settlement(key, PaymentStatus.DECLINED, new Outcome.Failed(UNAVAILABLE, why));
  }

  /// The meaning of the answer to a refund.
  public static Settlement of(StepKey key, RefundResult result) {
    return switch (result) {
      case RefundResult.Refunded _ -> undone(key, PaymentStatus.REFUNDED);
      case RefundResult.Voided _ -> undone(key, PaymentStatus.DECLINED);
      case RefundResult.NotRefunded no ->
          new Settlement(
              key, PaymentStatus.CAPTURED, new Outcome.Failed(REFUND_FAILED, no.message()));
    };
  }

  private static Settlement undone(StepKey key, PaymentStatus status) {
    return new Settlement(key, status, new Outcome.Succeeded(Map.of()));
  }
}
