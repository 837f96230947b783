package io.sagasuite.orchestrator.store;

import io.sagasuite.saga.decision.Decision;

/// A saga about to be stored for the first time.
public interface NewSaga {

  /// Orders the sagas of one batch, so that two batches never wait for each other.
  String sortKey();

  /// The decision that begins the saga.
  Decision start();
}
