package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.saga.decision.SagaState;
import jakarta.enterprise.context.ApplicationScoped;

/// What is counted about sagas.
@ApplicationScoped
class SagaMetrics {

  private final MeterRegistry registry;

  SagaMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void started(String definition, int count) {
    registry.counter("saga.started", "definition", definition).increment(count);
  }

  void moved(Advance advance) {
    for (SagaState state : advance.rested()) {
      registry
          .counter("saga.ended", "definition", state.definition(), "outcome", state.status().wire())
          .increment();
    }
  }

  void deadLetter(String topic) {
    registry.counter("messages.dead", "topic", topic).increment();
  }
}
