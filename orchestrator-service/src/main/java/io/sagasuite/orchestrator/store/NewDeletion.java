package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.Decision;
import java.util.UUID;

/// The deletion of an instance about to begin.
///
/// @param start the decision that begins the saga
public record NewDeletion(String name, UUID instanceId, Decision start) implements NewSaga {

  /// A deletion that has begun.
  ///
  /// @param sagaId of the saga that deletes
  public record AcceptedDeletion(UUID instanceId, UUID sagaId) implements StartStore.Accepted {}

  @Override
  public String sortKey() {
    return name;
  }
}
