package io.sagasuite.orchestrator.runtime;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// From when on starts are refused because a consumer is behind.
@ConfigMapping(prefix = "suite.admission")
public interface AdmissionSettings {

  /// The pause between two looks at the consumers.
  Duration pollInterval();

  /// So many messages may always wait.
  long messagesMin();

  /// As many may wait as the consumer handles in this time at its best. Shorter than the time after
  /// which a command is sent again.
  Duration time();
}
