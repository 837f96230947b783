package io.sagasuite.messaging.deferred;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How many commands one service carries out at once.
@Singleton
public final class DeferredLimits {

  private final int commandsMax;
  private final int perLaneMax;

  /// So many in all, and so many of each lane.
  public DeferredLimits(
      @ConfigProperty(name = "suite.deferred.commands-max", defaultValue = "64") int commandsMax,
      @ConfigProperty(name = "suite.deferred.per-lane-max", defaultValue = "64") int perLaneMax) {
    this.commandsMax = commandsMax;
    this.perLaneMax = perLaneMax;
  }

  int commandsMax() {
    return commandsMax;
  }

  int perLaneMax() {
    return perLaneMax;
  }
}
