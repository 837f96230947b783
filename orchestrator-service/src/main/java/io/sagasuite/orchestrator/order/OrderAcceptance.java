package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.runtime.SagaStarter;
import io.sagasuite.orchestrator.runtime.ShippedSagas;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.TraceContext;
import io.sagasuite.orchestrator.store.AcceptedOrder;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.saga.decision.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Turns a good order into a saga about to start.
@ApplicationScoped
class OrderAcceptance {

  static final String DEFINITION = "order";

  private final SagaStarter starter;
  private final ShippedSagas sagas;

  OrderAcceptance(SagaStarter starter, ShippedSagas sagas) {
    this.starter = starter;
    this.sagas = sagas;
  }

  /// A submission with the digest of its request.
  record Submitted(String requestDigest, CompletableFuture<Submission<AcceptedOrder>> answer) {}

  /// Submits the order.
  Submitted submit(OrderRequest request, @Nullable String idempotencyKey) {
    UUID sagaId = sagas.newId();
    String orderId = request.orderId() == null ? "o-" + sagaId : request.orderId();
    Map<String, Object> input = request.toInput(orderId);
    String digest = JsonTree.digest(request.orderId() == null ? request.toInput("") : input);
    Decision decision = sagas.begin(DEFINITION, sagaId, orderId, input, TraceContext.current());
    NewOrder order = new NewOrder(orderId, request.customerId(), idempotencyKey, digest, decision);
    return new Submitted(digest, starter.submit(order));
  }
}
