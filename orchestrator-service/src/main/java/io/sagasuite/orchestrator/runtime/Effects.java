package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// What follows a commit: those who wait are told, it is counted, and the commands leave.
@ApplicationScoped
class Effects {

  private final MessagePublisher publisher;
  private final Waiters waiters;
  private final SagaMetrics metrics;
  private final SagaSpans spans;
  private final RoundPruning rounds;

  Effects(
      MessagePublisher publisher,
      Waiters waiters,
      SagaMetrics metrics,
      SagaSpans spans,
      RoundPruning rounds) {
    this.rounds = rounds;
    this.publisher = publisher;
    this.waiters = waiters;
    this.metrics = metrics;
    this.spans = spans;
  }

  /// Completes when the broker has every message.
  Uni<Void> carryOut(Advance advance) {
    for (Advance.Moved moved : advance.moved()) {
      if (moved.rested()) {
        waiters.tell(moved.state());
      }
    }
    metrics.moved(advance);
    spans.moved(advance);
    rounds.moved(advance);
    return publisher.publish(advance.commands(), advance.replies());
  }
}
