package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.SagaInput;
import java.util.UUID;

/// Something that may move a saga. Two triggers that say the same are still two: a participant may
/// well answer twice.
public final class Trigger {

  private final UUID sagaId;
  private final SagaInput input;

  /// A trigger for one saga.
  public Trigger(UUID sagaId, SagaInput input) {
    this.sagaId = sagaId;
    this.input = input;
  }

  UUID sagaId() {
    return sagaId;
  }

  SagaInput input() {
    return input;
  }

  @Override
  public String toString() {
    return sagaId + ":" + input.trigger();
  }
}
