package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.Decision;
import org.jspecify.annotations.Nullable;

/// An order about to be accepted, with the saga that fulfils it.
///
/// @param idempotencyKey the caller's, null when it sent none
/// @param requestDigest equal for equal requests
/// @param start the decision that begins the saga
public record NewOrder(
    String orderId,
    String customerId,
    @Nullable String idempotencyKey,
    String requestDigest,
    Decision start)
    implements NewSaga {

  @Override
  public String sortKey() {
    return orderId;
  }
}
