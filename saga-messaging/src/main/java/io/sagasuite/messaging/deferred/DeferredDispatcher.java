package io.sagasuite.messaging.deferred;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.tracing.LogContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Takes commands out of the database as there is room, has them carried out, and keeps their
/// leases while they last. What a crash leaves behind, here or at another service, is taken up when
/// its lease lapses. A service without deferred handlers never hears of it.
@Singleton
public final class DeferredDispatcher {

  private static final Logger LOGGER = Logger.getLogger(DeferredDispatcher.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Long enough for two renewals to go astray.
  private static final Duration LEASE = Duration.ofMillis(3_500);

  private final Vertx vertx;
  private final Transactions transactions;
  private final DeferredQueue queue;
  private final DeferredRunner runner;
  private final DeferredLimits limits;
  private final Set<Lease> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile long timer;

  /// One that carries out so many commands at once, and so many of each lane.
  public DeferredDispatcher(
      Vertx vertx,
      Transactions transactions,
      DeferredQueue queue,
      DeferredRunner runner,
      DeferredLimits limits) {
    this.vertx = vertx;
    this.transactions = transactions;
    this.queue = queue;
    this.runner = runner;
    this.limits = limits;
  }

  void begin(@Observes StartupEvent started) {
    if (!runner.commands().isEmpty()) {
      start();
    }
  }

  void end(@Observes ShutdownEvent stops) {
    stop();
  }

  /// Begins to look for commands.
  public void start() {
    timer = vertx.setPeriodic(PAUSE.toMillis(), _ -> sweep());
    wake();
  }

  /// Takes no more commands, and leaves those under way to their leases.
  public void stop() {
    stopping = true;
    vertx.cancelTimer(timer);
  }

  /// Looks for commands to carry out, soon. Wakes that come while it looks make it look once more.
  void wake() {
    if (!stopping && wakes.getAndIncrement() == 0) {
      claim();
    }
  }

  private void sweep() {
    renew();
    wake();
  }

  private void claim() {
    int seen = wakes.get();
    Room room = Room.beside(underWay, limits);
    if (room.free() <= 0) {
      looked(seen);
      return;
    }
    transactions
        .run(tx -> queue.claim(tx, runner.commands(), room, LEASE))
        .subscribe()
        .with(
            claimed -> {
              underWay.addAll(claimed);
              looked(seen);
              claimed.forEach(this::carryOut);
            },
            failure -> {
              LOGGER.warnf("no commands can be claimed: %s", failure);
              wakes.set(0);
            });
  }

  private void looked(int seen) {
    if (wakes.addAndGet(-seen) > 0) {
      claim();
    }
  }

  private void carryOut(Lease lease) {
    runner
        .run(lease)
        .onFailure()
        .invoke(failure -> left(lease.command(), failure))
        .onTermination()
        .invoke(() -> ended(lease))
        .subscribe()
        .with(_ -> {}, _ -> {});
  }

  private static void left(CommandMessage command, Throwable failure) {
    try (var _ = LogContext.of(command.sagaId(), command.traceparent())) {
      LOGGER.warnf("left to its lease: %s, saga-id=%s", failure, command.sagaId());
    }
  }

  private void ended(Lease lease) {
    underWay.remove(lease);
    wake();
  }

  private void renew() {
    List<Lease> leases = List.copyOf(underWay);
    if (!leases.isEmpty() && renewing.compareAndSet(false, true)) {
      transactions
          .run(tx -> queue.renew(tx, leases, LEASE))
          .onTermination()
          .invoke(() -> renewing.set(false))
          .subscribe()
          .with(_ -> {}, failure -> LOGGER.warnf("leases cannot be renewed: %s", failure));
    }
  }
}
