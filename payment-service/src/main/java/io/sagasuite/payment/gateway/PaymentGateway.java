package io.sagasuite.payment.gateway;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeResult;
import io.sagasuite.payment.charge.RefundResult;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/// Whoever moves money. It moves it once at most for each key, however often it is asked, and a
/// refund wins over a charge under the same key even when it comes first. Its key is the forward
/// command's idempotency key, for a refund as well.
public interface PaymentGateway {

  /// Takes money; an answer for each charge.
  Uni<Map<StepKey, ChargeResult>> charge(List<Charge> charges);

  /// Gives back what was charged under these keys, or sees to it that nothing will be.
  Uni<Map<StepKey, RefundResult>> refund(List<StepKey> keys);
}
