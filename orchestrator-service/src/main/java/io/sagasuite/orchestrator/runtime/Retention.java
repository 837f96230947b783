package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.pulse.Pulse;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.orchestrator.store.RetentionStore;
import io.sagasuite.orchestrator.store.RetentionStore.Bounds;
import io.sagasuite.orchestrator.store.RetentionStore.Swept;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Deletes sagas some time after their end. It walks over all that are old enough, oldest first,
/// rests after each stretch many times as long as that took, and begins again after a while: what
/// had not ended the first time may have ended since. A crash costs nothing but the place.
@ApplicationScoped
class Retention {

  static final Bounds BOUNDS = new Bounds(500, 20_000);

  private static final Duration BETWEEN_WALKS = Duration.ofMinutes(10);
  private static final UUID START = new UUID(0, 0);

  private final RetentionStore store;
  private final DatabaseClock clock;
  private final Meters meters;
  private final Duration kept;
  private final Pulse pulse;
  private volatile UUID place = START;

  Retention(
      MeterRegistry registry,
      RetentionStore store,
      DatabaseClock clock,
      @ConfigProperty(name = "suite.retention") Duration kept,
      Vertx vertx) {
    this.meters = new Meters(registry);
    this.store = store;
    this.clock = clock;
    this.kept = kept;
    this.pulse = Pulse.gentle(vertx, "retention", BETWEEN_WALKS, this::runOnce);
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    if (kept.isPositive()) {
      pulse.start();
    }
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  /// One stretch; false at the end of the walk.
  Uni<Boolean> runOnce() {
    return store.deleteEnded(place, clock.now().minus(kept), BOUNDS).map(this::goOn);
  }

  private boolean goOn(Optional<Swept> swept) {
    swept.ifPresent(this::count);
    place = swept.map(Swept::last).orElse(START);
    return swept.isPresent();
  }

  private void count(Swept swept) {
    deleted("saga", swept.sagas());
    deleted("journal", swept.journal());
    deleted("orders", swept.orders());
    deleted("instance", swept.instances());
  }

  private void deleted(String table, long rows) {
    meters.counter("retention.rows.deleted", "table", table).increment(rows);
  }
}
