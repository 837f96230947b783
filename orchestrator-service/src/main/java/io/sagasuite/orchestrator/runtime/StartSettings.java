package io.sagasuite.orchestrator.runtime;

import io.smallrye.config.ConfigMapping;

/// How many starts are taken in.
@ConfigMapping(prefix = "suite.starts")
public interface StartSettings {

  /// Starts that share a commit at most.
  int batchMax();

  /// Starts that wait at most; more are refused.
  int queueMax();
}
