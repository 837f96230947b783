package io.sagasuite.saga.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/// What goes wrong in a run, drawn from the run's seed and counted.
public final class Faults {

  /// What can go wrong between an orchestrator, its database, its participants and the network.
  public enum Kind {
    CRASH_BEFORE_COMMIT,
    CRASH_BEFORE_PUBLICATION,
    CRASH_WITHIN_PUBLICATION,
    RIVAL_OWNER,
    MESSAGE_LOST,
    MESSAGE_REPEATED,
    MESSAGE_DELAYED,
    CLOCK_FORWARD,
    CLOCK_BACK,
    START_REPEATED,
    OPERATOR
  }

  private final Random random;
  private final double share;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  Faults(Random random, double share) {
    this.random = random;
    this.share = share;
  }

  /// Whether it happens now; `weight` is relative to the run's share of faults.
  boolean happens(Kind kind, double weight) {
    boolean happens = share > 0 && random.nextDouble() < share * weight;
    if (happens) {
      count(kind);
    }
    return happens;
  }

  void count(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /// How often each kind happened.
  public Map<Kind, Long> counts() {
    return counts;
  }
}
