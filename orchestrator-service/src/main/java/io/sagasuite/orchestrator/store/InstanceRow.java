package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.SagaState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An instance's row with the sagas that make and unmake it.
///
/// @param create the saga that made it
/// @param delete the saga that deletes it, once one does
public record InstanceRow(
    String name,
    @Nullable String owner,
    String namespace,
    SagaState create,
    @Nullable SagaState delete) {

  /// The instance's id, which is that of the saga that made it.
  public UUID instanceId() {
    return create.sagaId();
  }

  /// The saga that was begun last.
  public SagaState current() {
    return delete == null ? create : delete;
  }
}
