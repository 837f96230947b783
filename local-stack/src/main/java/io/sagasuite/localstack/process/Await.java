package io.sagasuite.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a condition that nobody tells us about, within a bound.
public final class Await {

  private static final Duration POLL = Duration.ofMillis(50);

  private Await() {}

  /// Whether the condition came true in time.
  public static boolean until(BooleanSupplier condition, Duration deadline) {
    long endNanos = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > endNanos || !sleep(POLL)) {
        return false;
      }
    }
    return true;
  }

  /// False when interrupted.
  public static boolean sleep(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
