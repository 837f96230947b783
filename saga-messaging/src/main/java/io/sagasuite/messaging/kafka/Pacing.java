package io.sagasuite.messaging.kafka;

/// How long to gather before the next batch: not at all while messages are few, so that a lone one
/// is handled at once; a few milliseconds while they are many, so that more of them share a
/// transaction, a commit and a flush. Follows the load by itself; there is nothing to set.
public final class Pacing {

  /// A batch of this size shows that messages arrive faster than batches are handled.
  private static final int BUSY_FROM = 4;

  private static final int GATHER_MS = 4;

  private int lastBatch;

  /// Notes the size of the batch that begins.
  public void noteBatch(int size) {
    lastBatch = size;
  }

  /// The pause before the next batch is taken, in milliseconds.
  public int pauseMs() {
    return lastBatch >= BUSY_FROM ? GATHER_MS : 0;
  }
}
