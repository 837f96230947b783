package io.sagasuite.messaging.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long to gather before the next batch: not at all while messages are few, so that a lone one
/// is handled at once; while they are many, half as long as the batch before took, so that the
/// slower the work is the more of it shares a transaction, a commit and a flush. Follows the load
/// by itself; there is nothing to set.
public final class Pacing {

  /// A batch of this size shows that messages arrive faster than batches are handled.
  private static final int BUSY_FROM = 4;

  private static final long GATHER_MS_MIN = 2;
  private static final long GATHER_MS_MAX = 30;

  private final LongSupplier nanoClock;
  private int size;
  private long begunNanos;
  private long tookMs;

  /// A pace that nothing has been done at yet.
  public Pacing() {
    this(System::nanoTime);
  }

  Pacing(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /// Notes the size of the batch that begins.
  public void begin(int batchSize) {
    size = batchSize;
    begunNanos = nanoClock.getAsLong();
  }

  /// Notes that the batch has been handled.
  public void end() {
    tookMs = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - begunNanos);
  }

  /// The pause before the next batch is taken, in milliseconds.
  public long pauseMs() {
    return size < BUSY_FROM ? 0 : Math.clamp(tookMs / 2, GATHER_MS_MIN, GATHER_MS_MAX);
  }
}
