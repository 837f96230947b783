package io.sagasuite.orchestrator.runtime;

import io.sagasuite.saga.decision.Decision;
import jakarta.enterprise.context.ApplicationScoped;

/// Tells metrics, traces and the log what has become of sagas, once that is durable. Changes
/// nothing and fails nothing.
@ApplicationScoped
class SagaObserver {

  private final SagaMetrics metrics;
  private final SagaSpans spans;
  private final SagaLog log;

  SagaObserver(SagaMetrics metrics, SagaSpans spans, SagaLog log) {
    this.metrics = metrics;
    this.spans = spans;
    this.log = log;
  }

  /// A saga has begun.
  void began(Decision start) {
    Advance.Moved begun = Advance.Moved.begun(start);
    if (begun != null) {
      moved(begun);
    }
  }

  /// Sagas have moved.
  void moved(Advance advance) {
    advance.moved().forEach(this::moved);
  }

  private void moved(Advance.Moved moved) {
    metrics.moved(moved);
    spans.moved(moved);
    log.moved(moved);
  }
}
