package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.pulse.Pulse;
import io.sagasuite.orchestrator.store.SagaStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Retries, time-outs, deadlines and recovery after a crash: whatever is due is claimed in small
/// batches, by every orchestrator, all the time.
@ApplicationScoped
public class DueTimeRunner {

  private final SagaStore store;
  private final DueDecisions decisions;
  private final Effects effects;
  private final int batchMax;
  private final Pulse pulse;

  DueTimeRunner(
      SagaStore store, DueDecisions decisions, Effects effects, DueSettings settings, Vertx vertx) {
    this.store = store;
    this.decisions = decisions;
    this.effects = effects;
    this.batchMax = settings.batchMax();
    this.pulse = Pulse.of(vertx, "due times", settings.pollInterval(), this::runOnce);
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    pulse.start();
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  /// Claims one batch; true when there is probably more.
  Uni<Boolean> runOnce() {
    Advance advance = new Advance();
    return store
        .moveDue(batchMax, (due, now) -> decisions.decide(due, now, advance))
        .call(() -> effects.carryOut(advance))
        .map(claimed -> claimed == batchMax);
  }
}
