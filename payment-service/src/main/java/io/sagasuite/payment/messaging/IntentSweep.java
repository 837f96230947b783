package io.sagasuite.payment.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.payment.store.OpenIntent;
import io.sagasuite.payment.store.PaymentStore;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Drives on what a crash left between intent and answer: everything at start-up, and from then on
/// whatever has stood for longer than an answer takes. It rests while the driver is behind anyway.
@Singleton
final class IntentSweep {

  private static final Logger LOGGER = Logger.getLogger(IntentSweep.class);
  private static final int CLAIMED_MAX = 2_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration AGE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Transactions transactions;
  private final PaymentStore payments;
  private final GatewayDriver driver;
  private final AtomicBoolean sweeping = new AtomicBoolean();
  private volatile long timer;

  IntentSweep(Vertx vertx, Transactions transactions, PaymentStore payments, GatewayDriver driver) {
    this.vertx = vertx;
    this.transactions = transactions;
    this.payments = payments;
    this.driver = driver;
  }

  void start(@Observes StartupEvent started) {
    sweep(Duration.ZERO);
    timer = vertx.setPeriodic(PAUSE.toMillis(), _ -> sweep(AGE));
  }

  void stop(@Observes ShutdownEvent stopping) {
    vertx.cancelTimer(timer);
  }

  private void sweep(Duration age) {
    if (!driver.isBusy() && sweeping.compareAndSet(false, true)) {
      transactions
          .run(tx -> payments.claim(tx, age, CLAIMED_MAX))
          .onTermination()
          .invoke(() -> sweeping.set(false))
          .subscribe()
          .with(this::drive, failure -> LOGGER.warnf("the sweep failed: %s", failure));
    }
  }

  private void drive(List<OpenIntent> intents) {
    driver.charge(
        intents.stream().filter(intent -> !intent.refund()).map(OpenIntent::charge).toList());
    driver.refund(
        intents.stream().filter(OpenIntent::refund).map(intent -> intent.charge().key()).toList());
  }
}
