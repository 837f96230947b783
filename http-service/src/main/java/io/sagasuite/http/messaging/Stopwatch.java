package io.sagasuite.http.messaging;

import java.time.Duration;
import java.time.Instant;

/// When something began, by the calendar and by a clock that never jumps.
record Stopwatch(Instant startedAt, long startedNanos) {

  static Stopwatch started() {
    return new Stopwatch(Instant.now(), System.nanoTime());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }
}
