package io.sagasuite.orchestrator.runtime;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// New saga ids: UUIDs of version 7, so that ids rise with time and newest first is one index.
///
/// Source: RFC 9562, section 5.7, with the sub-millisecond counter of method 1.
public final class SagaIds {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION = 7L << COUNTER_BITS;
  private static final long VARIANT = 0x8000000000000000L;

  /// Milliseconds and counter of the last id; rises with every id even if the clock does not.
  private static final AtomicLong LAST = new AtomicLong();

  private SagaIds() {}

  /// An id above all ids given before by this process.
  public static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long high = (tick >>> COUNTER_BITS) << 16 | VERSION | (tick & COUNTER_MASK);
    return new UUID(high, VARIANT | (RANDOM.nextLong() >>> 2));
  }

  /// The id that a value of a message spells; null when it spells none.
  static @Nullable UUID parse(@Nullable Object value) {
    try {
      return value instanceof String text ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
