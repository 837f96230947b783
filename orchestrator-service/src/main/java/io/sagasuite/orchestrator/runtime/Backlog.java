package io.sagasuite.orchestrator.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.pulse.Pulse;
import io.sagasuite.orchestrator.store.BacklogStore;
import io.sagasuite.orchestrator.store.BacklogStore.Lags;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gauges of what waits: sagas for a person or a due time, journal rows for the tail, starts for a
/// commit. Asked of the database now and then, at a price that stays small however much there is;
/// while it does not answer they have no value.
@ApplicationScoped
class Backlog {

  /// Counting takes at most this part of the time.
  private static final int COUNTING_SHARE = 100;

  private static final Lags UNKNOWN = new Lags(Double.NaN, Double.NaN);

  private final BacklogStore store;
  private final Pulse pulse;
  private volatile Lags lags = UNKNOWN;
  private volatile Map<String, Long> current = Map.of();
  private volatile boolean isCounted;
  private long countAgainAt = System.nanoTime();

  Backlog(
      MeterRegistry registry,
      BacklogStore store,
      SagaStarter starter,
      @ConfigProperty(name = "suite.backlog.poll-interval") Duration pause,
      Vertx vertx) {
    this.store = store;
    this.pulse = Pulse.of(vertx, "backlog", pause, this::look);
    Gauge.builder("saga.due.oldest", this, backlog -> backlog.lags.dueSeconds())
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("journal.unpublished.oldest", this, backlog -> backlog.lags.journalSeconds())
        .baseUnit("seconds")
        .register(registry);
    BacklogStore.COUNTED.forEach(status ->
        Gauge.builder("saga.current", this, backlog -> backlog.count(status))
            .tag("status", status)
            .register(registry));
    Gauge.builder("saga.starts.queued", starter, SagaStarter::waiting)
        .strongReference(true)
        .register(registry);
  }

  void begin(@Observes @Priority(3000) StartupEvent event) {
    pulse.start();
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  private double count(String status) {
    return isCounted ? current.getOrDefault(status, 0L) : Double.NaN;
  }

  private Uni<Boolean> look() {
    return store
        .lags()
        .invoke(read -> lags = read)
        .chain(this::countWhenItIsTime)
        .onFailure()
        .invoke(failure -> {
          lags = UNKNOWN;
          isCounted = false;
        })
        .onFailure()
        .recoverWithNull()
        .replaceWith(false);
  }

  private Uni<Void> countWhenItIsTime() {
    long startedAt = System.nanoTime();
    if (startedAt < countAgainAt) {
      return Uni.createFrom().voidItem();
    }
    return store
        .countRare()
        .invoke(counted -> {
          current = counted;
          isCounted = true;
          long now = System.nanoTime();
          countAgainAt = now + COUNTING_SHARE * (now - startedAt);
        })
        .replaceWithVoid();
  }
}
