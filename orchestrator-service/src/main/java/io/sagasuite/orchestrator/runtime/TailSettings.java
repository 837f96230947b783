package io.sagasuite.orchestrator.runtime;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// How the journal is followed.
@ConfigMapping(prefix = "suite.tail")
public interface TailSettings {

  /// The pause between two looks when there was nothing more.
  Duration pollInterval();

  /// How many rows are published at once, give or take a transaction.
  int batchMax();

  /// How long a new holder waits for what the last one had under way; longer than a message can be.
  Duration settle();
}
