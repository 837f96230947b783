package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits, within a bound, for what other processes do.
final class Waiting {

  private static final Duration POLL = Duration.ofMillis(25);

  private Waiting() {}

  /// Whether it came true in time.
  static boolean until(Duration wait, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + wait.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > endNanos) {
        return false;
      }
      pause(POLL);
    }
    return true;
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static ProvisioningException interrupted() {
    Thread.currentThread().interrupt();
    return ProvisioningException.unknown("interrupted", "the service is ending");
  }
}
