package io.sagasuite.http.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.http.store.CallQueue;
import io.sagasuite.http.store.Capacity;
import io.sagasuite.http.store.ClaimedCall;
import io.sagasuite.http.store.Lease;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.tracing.LogContext;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Takes calls out of the database as there is room, makes them, and keeps their leases while they
/// last. What a crash leaves behind, here or at another service, is taken up when its lease lapses.
@Singleton
final class CallDispatcher {

  private static final Logger LOGGER = Logger.getLogger(CallDispatcher.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// Long enough for two renewals to go astray.
  private static final Duration LEASE = Duration.ofMillis(3_500);

  private final Vertx vertx;
  private final Transactions transactions;
  private final CallQueue queue;
  private final CallRunner runner;
  private final CallsUnderWay underWay;
  private final AtomicInteger wakes = new AtomicInteger();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile long timer;

  CallDispatcher(
      Vertx vertx,
      Transactions transactions,
      CallQueue queue,
      CallRunner runner,
      CallsUnderWay underWay) {
    this.vertx = vertx;
    this.transactions = transactions;
    this.queue = queue;
    this.runner = runner;
    this.underWay = underWay;
  }

  void start(@Observes StartupEvent started) {
    wake();
    timer =
        vertx.setPeriodic(
            PAUSE.toMillis(),
            _ -> {
              renew();
              wake();
            });
  }

  void stop(@Observes ShutdownEvent stops) {
    stopping = true;
    vertx.cancelTimer(timer);
  }

  /// Looks for calls to make, soon. Wakes that come while it looks make it look once more.
  void wake() {
    if (!stopping && wakes.getAndIncrement() == 0) {
      claim();
    }
  }

  private void claim() {
    int seen = wakes.get();
    Capacity capacity = underWay.capacity();
    if (capacity.free() <= 0) {
      looked(seen);
      return;
    }
    transactions
        .run(tx -> queue.claim(tx, capacity, LEASE))
        .subscribe()
        .with(
            claimed -> {
              underWay.add(claimed);
              looked(seen);
              claimed.forEach(this::make);
            },
            failure -> {
              LOGGER.warnf("no calls can be claimed: %s", failure);
              wakes.set(0);
            });
  }

  private void looked(int seen) {
    if (wakes.addAndGet(-seen) > 0) {
      claim();
    }
  }

  private void make(ClaimedCall call) {
    runner
        .run(call)
        .subscribe()
        .with(
            _ -> ended(call),
            failure -> {
              tell(call, failure);
              ended(call);
            });
  }

  private static void tell(ClaimedCall call, Throwable failure) {
    try (var _ = LogContext.of(call.key().sagaId(), call.traceparent())) {
      LOGGER.warnf("left to its lease: %s, saga-id=%s", failure, call.key().sagaId());
    }
  }

  private void ended(ClaimedCall call) {
    underWay.remove(call);
    wake();
  }

  private void renew() {
    List<Lease> leases = underWay.leases();
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
