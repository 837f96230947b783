package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.Decision;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An instance about to be made, with the saga that makes it and whose id it bears.
///
/// @param idempotencyKey the caller's, null when it sent none
/// @param requestDigest equal for equal requests, whatever their passwords
/// @param start the decision that begins the saga
public record NewInstance(
    String name,
    @Nullable String owner,
    String namespace,
    @Nullable String idempotencyKey,
    String requestDigest,
    Decision start)
    implements NewSaga {

  /// An instance whose name stands in the table.
  public record AcceptedInstance(
      String name, UUID sagaId, @Nullable String idempotencyKey, String requestDigest)
      implements StartStore.Accepted {}

  @Override
  public String sortKey() {
    return name;
  }
}
