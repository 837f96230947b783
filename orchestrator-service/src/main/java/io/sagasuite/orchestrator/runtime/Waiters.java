package io.sagasuite.orchestrator.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.pulse.Pulse;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Callers that wait for a saga to come to rest. What this process commits is told at once; what
/// another orchestrator commits is found by one query over all that is waited for. One clock
/// dismisses those who have waited long enough, so that waiting costs no timer of its own.
@ApplicationScoped
public class Waiters {

  private static final Duration ASK_EVERY = Duration.ofMillis(50);
  private static final int BEATS_BETWEEN_MAX = 20;

  private final SagaStore store;
  private final Vertx vertx;
  private final int waitersMax;
  private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
  private final Pulse pulse;
  private long clock;

  /// One who waits.
  private record Caller(CompletableFuture<Optional<SagaState>> answer, long untilNanos) {

    boolean hasWaitedLongEnough(long nowNanos) {
      return nowNanos - untilNanos >= 0;
    }
  }

  /// Those who wait for one saga.
  private static final class Waiting {
    final List<Caller> callers = new ArrayList<>(1);
    int beats;
    int askAtBeat = 2;

    Waiting with(Caller caller) {
      callers.add(caller);
      return this;
    }

    @Nullable Waiting without(Collection<Caller> gone) {
      callers.removeAll(gone);
      return callers.isEmpty() ? null : this;
    }
  }

  Waiters(
      SagaStore store, Vertx vertx, @ConfigProperty(name = "suite.waiters-max") int waitersMax) {
    this.store = store;
    this.vertx = vertx;
    this.waitersMax = waitersMax;
    this.pulse = Pulse.of(vertx, "waiters", ASK_EVERY, this::ask);
  }

  void begin(@Observes StartupEvent event) {
    pulse.start();
    clock = vertx.setPeriodic(ASK_EVERY.toMillis(), beat -> dismissThoseWhoWaitedLongEnough());
  }

  void end(@Observes ShutdownEvent event) {
    pulse.stop();
    vertx.cancelTimer(clock);
  }

  /// The saga's state once it has come to rest; empty when that takes longer, or when so many wait
  /// already that this one would not be bearable.
  public Uni<Optional<SagaState>> settled(UUID sagaId, Duration longest) {
    if (waiting.size() >= waitersMax) {
      return Uni.createFrom().item(Optional.empty());
    }
    Caller caller = new Caller(new CompletableFuture<>(), System.nanoTime() + longest.toNanos());
    waiting.compute(
        sagaId, (id, present) -> (present == null ? new Waiting() : present).with(caller));
    return Uni.createFrom()
        .completionStage(caller.answer())
        .onCancellation()
        .invoke(() -> leave(sagaId, List.of(caller)));
  }

  private void leave(UUID sagaId, Collection<Caller> gone) {
    waiting.computeIfPresent(sagaId, (id, entry) -> entry.without(gone));
  }

  /// Tells those who wait about a saga that has come to rest.
  void tell(SagaState rested) {
    Waiting entry = waiting.remove(rested.sagaId());
    if (entry != null) {
      entry.callers.forEach(caller -> caller.answer().complete(Optional.of(rested)));
    }
  }

  private void dismissThoseWhoWaitedLongEnough() {
    long nowNanos = System.nanoTime();
    List<Caller> dismissed = new ArrayList<>(0);
    for (UUID sagaId : waiting.keySet()) {
      waiting.computeIfPresent(
          sagaId,
          (id, entry) -> {
            List<Caller> gone =
                entry.callers.stream().filter(c -> c.hasWaitedLongEnough(nowNanos)).toList();
            dismissed.addAll(gone);
            return entry.without(gone);
          });
    }
    dismissed.forEach(caller -> caller.answer().complete(Optional.empty()));
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
    if (++waiting.beats < waiting.askAtBeat) {
      return false;
    }
    waiting.askAtBeat = waiting.beats + Math.min(waiting.beats / 2, BEATS_BETWEEN_MAX);
    return true;
  }
}
