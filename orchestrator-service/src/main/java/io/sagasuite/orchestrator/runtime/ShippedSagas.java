package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput.StartSaga;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/// Begins sagas of the definitions that the suite ships with, in memory: nothing is stored or sent
/// before a starter has taken them.
@ApplicationScoped
public class ShippedSagas {

  private final Definitions definitions;
  private final HomePartitions home;
  private final DatabaseClock clock;

  ShippedSagas(Definitions definitions, HomePartitions home, DatabaseClock clock) {
    this.definitions = definitions;
    this.home = home;
    this.clock = clock;
  }

  /// An id for a new saga.
  public UUID newId() {
    return home.newSagaId();
  }

  /// A saga of the newest version about to start, in the trace of the request.
  public Decision begin(
      String definition,
      UUID sagaId,
      String businessKey,
      Map<String, Object> input,
      String traceparent) {
    StartSaga start = new StartSaga(sagaId, businessKey, Map.of(), traceparent, input, clock.now());
    return SagaDecider.decide(definitions.current(definition), null, start);
  }
}
