package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.api.ProblemException;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Orders as they stand.
@ApplicationScoped
class OrderReads {

  private final OrderStore store;

  OrderReads(OrderStore store) {
    this.store = store;
  }

  /// The saga that fulfils an order.
  Uni<SagaState> saga(String orderId) {
    return store
        .saga(orderId)
        .map(found ->
            found.orElseThrow(
                () -> ProblemException.of(404, "there is no order '" + orderId + "'")));
  }
}
