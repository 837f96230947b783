package io.sagasuite.orchestrator.runtime;

/// How far a consumer group is behind the end of its topic, and how fast it has been at its best of
/// late, which tells what it can be trusted to work off. The memory of the best fades, by half in
/// five minutes.
///
/// @param committed sum of the offsets up to which the group has handled the partitions
/// @param end sum of the offsets at which these partitions end
/// @param perSecond messages a second since the look before
/// @param bestPerSecond the same at its best
record ConsumerLag(long committed, long end, long atNanos, double perSecond, double bestPerSecond) {

  private static final double HALF_LIFE_SECONDS = 300;
  private static final double NANOS = 1e9;

  /// Between two commits of a group's offsets (`auto.commit.interval.ms` of all services).
  private static final double COMMIT_INTERVAL_SECONDS = 0.2;

  private static final int RETRY_AFTER_MAX_SECONDS = 30;

  /// A group that has not been looked at before.
  static ConsumerLag first(long committed, long end, long atNanos) {
    return new ConsumerLag(committed, end, atNanos, 0, 0);
  }

  /// The same group, seen again.
  ConsumerLag next(long nowCommitted, long nowEnd, long nowNanos) {
    double seconds = Math.max(1, nowNanos - atNanos) / NANOS;
    double perSecond = (nowCommitted - committed) / seconds;
    double faded = bestPerSecond * Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
    return new ConsumerLag(
        nowCommitted, nowEnd, nowNanos, Math.max(0, perSecond), Math.max(perSecond, faded));
  }

  /// Messages that wait, without those that have been handled but not yet committed.
  long messages() {
    long uncommitted = (long) (perSecond * COMMIT_INTERVAL_SECONDS);
    return Math.max(0, end - committed - uncommitted);
  }

  /// When a caller may well try again: about when what waits now has been handled.
  int retryAfterSeconds() {
    double seconds = messages() / Math.max(1, bestPerSecond);
    return (int) Math.clamp(Math.ceil(seconds), 1, RETRY_AFTER_MAX_SECONDS);
  }
}
