package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.runtime.HomePartitions;
import io.sagasuite.orchestrator.runtime.SagaStarter;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.TraceContext;
import io.sagasuite.orchestrator.store.AcceptedOrder;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput.StartSaga;
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
  private final Definitions definitions;
  private final HomePartitions home;
  private final DatabaseClock clock;

  OrderAcceptance(
      SagaStarter starter, Definitions definitions, HomePartitions home, DatabaseClock clock) {
    this.starter = starter;
    this.definitions = definitions;
    this.home = home;
    this.clock = clock;
  }

  /// A submission with the digest of its request.
  record Submitted(String requestDigest, CompletableFuture<Submission<AcceptedOrder>> answer) {}

  /// Submits the order.
  Submitted submit(OrderRequest request, @Nullable String idempotencyKey) {
    UUID sagaId = home.newSagaId();
    String orderId = request.orderId() == null ? "o-" + sagaId : request.orderId();
    Map<String, Object> input = request.toInput(orderId);
    String digest = JsonTree.digest(request.orderId() == null ? request.toInput("") : input);
    StartSaga start =
        new StartSaga(sagaId, orderId, Map.of(), TraceContext.current(), input, clock.now());
    Decision decision = SagaDecider.decide(definitions.current(DEFINITION), null, start);
    NewOrder order = new NewOrder(orderId, request.customerId(), idempotencyKey, digest, decision);
    return new Submitted(digest, starter.submit(order));
  }
}
