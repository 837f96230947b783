package io.sagasuite.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Keeps a participant's records of commands only as long as any command may come again.
@Singleton
public final class RecordRetention {

  private final Vertx vertx;
  private final Transactions transactions;
  private final MeterRegistry registry;
  private final Duration age;
  private final List<RecordSweep> sweeps = new CopyOnWriteArrayList<>();

  RecordRetention(
      Vertx vertx,
      Transactions transactions,
      MeterRegistry registry,
      @ConfigProperty(name = "suite.inbox-retention") Duration age) {
    this.vertx = vertx;
    this.transactions = transactions;
    this.registry = registry;
    this.age = age;
  }

  void begin(@Observes StartupEvent started) {
    bound(OldRecords.ofInbox());
  }

  void end(@Observes ShutdownEvent stops) {
    sweeps.forEach(RecordSweep::stop);
  }

  /// Deletes these from now on, unless records are kept for ever.
  public void bound(OldRecords records) {
    if (age.isPositive()) {
      RecordSweep sweep = new RecordSweep(vertx, transactions, registry, records, age);
      sweeps.add(sweep);
      sweep.start();
    }
  }
}
