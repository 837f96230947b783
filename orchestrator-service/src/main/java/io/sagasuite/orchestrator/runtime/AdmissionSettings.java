package io.sagasuite.orchestrator.runtime;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/// From when on starts are refused because a consumer is behind.
@ConfigMapping(prefix = "suite.admission")
public interface AdmissionSettings {

  /// The pause between two looks at the consumers.
  Duration pollInterval();

  /// So many messages may always wait on the topics that a saga needs.
  long messagesMin();

  /// As many may wait as the slowest of their consumers handles in this time at its best.
  Duration time();
}
