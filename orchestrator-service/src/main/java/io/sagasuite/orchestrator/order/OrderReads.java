package io.sagasuite.orchestrator.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Paging;
import io.sagasuite.orchestrator.api.TraceLinks;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.orchestrator.store.SagaEntity;
import io.sagasuite.orchestrator.store.SagaLists;
import io.sagasuite.orchestrator.store.SagaLists.SagaFilter;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders as they stand.
@ApplicationScoped
class OrderReads {

  /// A page of orders.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderPage(List<OrderView> orders, @Nullable String nextCursor) {}

  private final OrderStore store;
  private final SagaLists sagas;
  private final TraceLinks traces;

  OrderReads(OrderStore store, SagaLists sagas, TraceLinks traces) {
    this.traces = traces;
    this.store = store;
    this.sagas = sagas;
  }

  /// The saga that fulfils an order.
  Uni<SagaState> saga(String orderId) {
    if (!OrderRequest.isOrderId(orderId)) {
      return Uni.createFrom().failure(noOrder(orderId));
    }
    return store.saga(orderId).map(found -> found.orElseThrow(() -> noOrder(orderId)));
  }

  /// The order that a saga fulfils.
  OrderView view(SagaState saga) {
    return OrderView.of(saga, traces.of(saga));
  }

  private static ProblemException noOrder(String orderId) {
    return ProblemException.of(404, "there is no order '" + orderId + "'");
  }

  /// Orders, newest first.
  Uni<OrderPage> page(@Nullable OrderStatus status, @Nullable String customerId, Paging paging) {
    SagaFilter filter =
        new SagaFilter(
            "order",
            status == null ? Set.of() : status.sagaStatuses(),
            status == null ? null : status.cancelled(),
            null,
            customerId,
            null,
            null,
            paging.after());
    return sagas.page(filter, paging.rows()).map(rows -> page(rows, paging));
  }

  private OrderPage page(List<SagaEntity> rows, Paging paging) {
    return new OrderPage(
        paging.shown(rows).stream().map(row -> view(row.toState())).toList(),
        paging.next(rows, saga -> saga.sagaId));
  }
}
