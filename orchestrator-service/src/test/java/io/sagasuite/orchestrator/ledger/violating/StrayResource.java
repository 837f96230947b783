package io.sagasuite.orchestrator.ledger.violating;

import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.producer.Producer;

/// Breaks every rule of the architecture test by where it stands and what it holds.
public class StrayResource {
  Pool pool;
  Producer<String, byte[]> producer;
  StrayEntity row;

  /// A row where no row belongs.
  static class StrayEntity {}
}
