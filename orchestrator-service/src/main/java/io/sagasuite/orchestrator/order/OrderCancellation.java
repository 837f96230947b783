package io.sagasuite.orchestrator.order;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.SagaActions;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.OperatorAction.Cancel;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// Calls an order off.
@ApplicationScoped
class OrderCancellation {

  private final SagaActions actions;
  private final DatabaseClock clock;

  OrderCancellation(SagaActions actions, DatabaseClock clock) {
    this.actions = actions;
    this.clock = clock;
  }

  /// Completes when the cancellation is durable; fails with a problem when it is too late for it.
  Uni<Void> cancel(UUID sagaId) {
    OperatorActs cancel =
        new OperatorActs(new Cancel(), "customer", "the order was cancelled", clock.now());
    return actions.act(sagaId, cancel).invoke(OrderCancellation::throwIfRefused).replaceWithVoid();
  }

  private static void throwIfRefused(Optional<String> refusal) {
    refusal.ifPresent(reason -> {
      throw ProblemException.of(409, reason);
    });
  }
}
