package io.sagasuite.payment.charge;

import io.sagasuite.messaging.contract.EntityId;
import io.sagasuite.saga.decision.Direction;
import java.util.UUID;

/// Which payment: that of one step of one saga. Its id and its key at the gateway follow from it.
public record PaymentKey(UUID sagaId, String step) {

  /// The payment's own id.
  public UUID paymentId() {
    return EntityId.of(sagaId, step);
  }

  /// The key under which the gateway moves money once at most.
  public String idempotencyKey() {
    return sagaId + ":" + step + ":" + Direction.EXECUTE.wire();
  }
}
