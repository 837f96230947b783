package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Callers that wait for a saga to come to rest. What this process commits is told at once; what
/// another orchestrator commits is found by one query over all that is waited for.
@ApplicationScoped
public class Waiters {

  private static final Duration ASK_EVERY = Duration.ofMillis(50);
  private static final int BEATS_BETWEEN_MAX = 4;

  private final SagaStore store;
  private final int waitersMax;
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
  private final Pulse pulse;

  /// Those who wait for one saga.
  private static final class Waiting {
    final CompletableFuture<SagaState> settled = new CompletableFuture<>();
    int callers;
    int beats;
    int askAtBeat = 2;
  }

  Waiters(
      SagaStore store, Vertx vertx, @ConfigProperty(name = "suite.waiters-max") int waitersMax) {
    this.store = store;
    this.waitersMax = waitersMax;
    this.pulse = new Pulse(vertx, "waiters", ASK_EVERY, this::ask);
  }

  void begin(@Observes StartupEvent event) {
    pulse.start();
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
  }

  /// The saga's state once it has come to rest; empty when that takes longer, or when so many wait
  /// already that this one would not be bearable.
  public Uni<Optional<SagaState>> settled(UUID sagaId, Duration longest) {
    if (waiting.size() >= waitersMax) {
      return Uni.createFrom().item(Optional.empty());
    }
    CompletableFuture<SagaState> settled = join(sagaId).copy();
    return Uni.createFrom()
        .completionStage(settled)
        .map(Optional::of)
        .ifNoItem()
        .after(longest)
        .recoverWithItem(Optional::empty)
        .onTermination()
        .invoke(() -> leave(sagaId));
  }

  private CompletableFuture<SagaState> join(UUID sagaId) {
    return waiting.compute(
            sagaId,
            (id, present) -> {
              Waiting entry = present == null ? new Waiting() : present;
              entry.callers++;
              return entry;
            })
        .settled;
  }

  private void leave(UUID sagaId) {
    waiting.computeIfPresent(sagaId, (id, entry) -> --entry.callers == 0 ? null : entry);
  }

  /// Tells those who wait about a saga that has come to rest.
  void tell(SagaState rested) {
    Waiting entry = waiting.get(rested.sagaId());
    if (entry != null) {
      entry.settled.complete(rested);
    }
  }

  /// Asks for sagas that have been waited for since the last time at least.
  private Uni<Boolean> ask() {
    List<UUID> due =
        waiting.entrySet().stream().filter(Waiters::isDue).map(Map.Entry::getKey).toList();
    if (due.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    return store
        .readAtRest(due)
        .invoke(sagas -> sagas.values().stream().map(StoredSaga::state).forEach(this::tell))
        .replaceWith(false);
  }

  /// Who has waited long is asked for more and more seldom.
  private static boolean isDue(Map.Entry<UUID, Waiting> entry) {
    Waiting waiting = entry.getValue();
    if (waiting.settled.isDone() || ++waiting.beats < waiting.askAtBeat) {
      return false;
    }
    waiting.askAtBeat = waiting.beats + Math.min(waiting.beats / 2, BEATS_BETWEEN_MAX);
    return true;
  }
}
