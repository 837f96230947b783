package io.sagasuite.messaging.deferred;

import io.quarkus.runtime.StartupEvent;
import io.sagasuite.messaging.inbox.OldRecords;
import io.sagasuite.messaging.inbox.RecordRetention;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Bounds the table of deferred commands where there is one.
@Singleton
final class DeferredRetention {

  private final DeferredRunner runner;
  private final RecordRetention retention;

  DeferredRetention(DeferredRunner runner, RecordRetention retention) {
    this.runner = runner;
    this.retention = retention;
  }

  void begin(@Observes StartupEvent started) {
    if (!runner.commands().isEmpty()) {
      retention.bound(OldRecords.ofDeferred());
    }
  }
}
