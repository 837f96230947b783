package io.sagasuite.saga.simulation;

import java.time.Duration;
import java.time.Instant;

/// The database's clock, by which everything is decided, and the world's time, in which messages
/// travel. The clock may jump ahead of the world's time, and be set back a little.
final class SimulatedClock {

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private long worldMs;
  private long aheadMs;

  Instant now() {
    return EPOCH.plusMillis(worldMs + aheadMs);
  }

  long worldMs() {
    return worldMs;
  }

  /// When the clock will show this time, if nothing sets it.
  long worldMsOf(Instant time) {
    return Math.ceilDiv(Duration.between(EPOCH, time).toNanos(), 1_000_000L) - aheadMs;
  }

  void advanceTo(long ms) {
    worldMs = Math.max(worldMs, ms);
  }

  void jump(long ms) {
    aheadMs += ms;
  }
}
