package io.sagasuite.orchestrator.api;

import io.sagasuite.orchestrator.store.SagaEntity;
import io.sagasuite.orchestrator.store.SagaLists;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// One saga, or the problem that there is none.
@ApplicationScoped
public class SagaReads {

  private final SagaLists sagas;

  SagaReads(SagaLists sagas) {
    this.sagas = sagas;
  }

  /// The saga of a path.
  public Uni<SagaEntity> saga(String sagaId) {
    return sagas
        .find(Parameters.sagaId(sagaId))
        .map(found -> found.orElseThrow(() -> Parameters.noSaga(sagaId)));
  }
}
