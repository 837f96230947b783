package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// What follows a commit: those who wait are told, it is counted, and the commands leave.
@ApplicationScoped
class Effects {

  private final CommandPublisher publisher;
  private final Waiters waiters;
  private final SagaMetrics metrics;

  Effects(CommandPublisher publisher, Waiters waiters, SagaMetrics metrics) {
    this.publisher = publisher;
    this.waiters = waiters;
    this.metrics = metrics;
  }

  /// Completes when the broker has every command.
  Uni<Void> carryOut(Advance advance) {
    waiters.tell(advance.rested());
    metrics.moved(advance);
    return publisher.publish(advance.commands());
  }
}
