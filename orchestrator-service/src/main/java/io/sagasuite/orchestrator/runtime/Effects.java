package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// What follows a commit: those who wait are told, it is observed, and the commands leave.
@ApplicationScoped
class Effects {

  private final MessagePublisher publisher;
  private final Waiters waiters;
  private final SagaObserver observer;
  private final RoundPruning rounds;

  Effects(MessagePublisher publisher, Waiters waiters, SagaObserver observer, RoundPruning rounds) {
    this.rounds = rounds;
    this.publisher = publisher;
    this.waiters = waiters;
    this.observer = observer;
  }

  /// Completes when the broker has every message.
  Uni<Void> carryOut(Advance advance) {
    for (Advance.Moved moved : advance.moved()) {
      if (moved.rested()) {
        waiters.tell(moved.state());
      }
    }
    observer.moved(advance);
    rounds.moved(advance);
    return publisher.publish(advance.commands(), advance.replies());
  }
}
