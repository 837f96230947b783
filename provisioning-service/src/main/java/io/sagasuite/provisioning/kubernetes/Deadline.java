package io.sagasuite.provisioning.kubernetes;

import java.time.Duration;

/// When a call has to be over.
record Deadline(long nanos) {

  static Deadline after(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  boolean isOver() {
    return !left().isPositive();
  }

  /// How long it is until then; never negative.
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /// That long, or what is left if that is less.
  Duration atMost(Duration wait) {
    Duration left = left();
    return left.compareTo(wait) < 0 ? left : wait;
  }
}
