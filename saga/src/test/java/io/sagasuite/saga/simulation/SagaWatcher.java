package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import java.time.Instant;

/// Sees every transition once it is stored.
interface SagaWatcher {

  /// @param before the row as it was, null for a start
  /// @param now by the database's clock
  void moved(SimulatedSaga saga, SagaState before, SagaTransition transition, Instant now);
}
