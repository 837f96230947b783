package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.runtime.GroupedStarts.Bounds;
import io.sagasuite.orchestrator.store.AcceptedOrder;
import io.sagasuite.orchestrator.store.KeyedSaga;
import io.sagasuite.orchestrator.store.KeyedSaga.AcceptedSaga;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.orchestrator.store.SagaStartStore;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/// Starts sagas: those that fulfil orders, and those of any other definition.
@ApplicationScoped
public class SagaStarter {

  private final GroupedStarts<NewOrder, AcceptedOrder> orders;
  private final GroupedStarts<KeyedSaga, AcceptedSaga> sagas;
  private final Admission admission;

  SagaStarter(
      OrderStore orderStore,
      SagaStartStore sagaStore,
      StartPublication publication,
      StartSettings settings,
      Admission admission,
      Vertx vertx) {
    this.admission = admission;
    Bounds bounds = new Bounds(settings.batchMax(), settings.queueMax());
    this.orders = new GroupedStarts<>(orderStore, publication, bounds, vertx);
    this.sagas = new GroupedStarts<>(sagaStore, publication, bounds, vertx);
  }

  /// To be asked before an order's body is read, for refusing has to cost little when there is much
  /// to refuse.
  ///
  /// @throws OverloadedException when there is no room for another saga of this definition
  public void requireRoom(String shippedDefinition) {
    admission.admit(shippedDefinition, waiting());
  }

  /// Accepts the order, or finds the one accepted before.
  ///
  /// @throws OverloadedException when nothing more can be taken in
  public CompletableFuture<Submission<AcceptedOrder>> submit(NewOrder order) {
    return TraceContext.noted(orders.submit(order));
  }

  /// Starts the saga, or finds the one started before.
  ///
  /// @throws OverloadedException when nothing more can be taken in
  public CompletableFuture<Submission<AcceptedSaga>> submit(KeyedSaga saga) {
    admission.admit(saga.start().state(), waiting());
    return TraceContext.noted(sagas.submit(saga));
  }

  /// How many starts wait to be accepted.
  int waiting() {
    return orders.waiting() + sagas.waiting();
  }
}
