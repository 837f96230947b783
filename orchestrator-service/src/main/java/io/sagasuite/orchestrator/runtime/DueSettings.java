package io.sagasuite.orchestrator.runtime;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// How often and how many due sagas are claimed.
@ConfigMapping(prefix = "suite.due")
public interface DueSettings {

  /// The pause between two looks.
  Duration pollInterval();

  /// How many sagas one transaction claims at most.
  int batchMax();
}
