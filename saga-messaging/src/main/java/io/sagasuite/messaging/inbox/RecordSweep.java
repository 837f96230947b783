package io.sagasuite.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.messaging.inbox.OldRecords.Deleted;
import io.sagasuite.messaging.pulse.Pulse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Walks over the old part of one table, deletes what may go, rests after each stretch many times
/// as long as that took, and begins again after a while. A crash costs nothing but the place.
public final class RecordSweep {

  /// How many rows one transaction looks at.
  public static final int STRETCH = 1_000;

  private static final Duration BETWEEN_WALKS = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final OldRecords records;
  private final Duration age;
  private final Counter rows;
  private final Deque<KeyRange> ahead = new ConcurrentLinkedDeque<>();
  private final Pulse pulse;

  /// @param age of what goes
  public RecordSweep(
      Vertx vertx,
      Transactions transactions,
      MeterRegistry registry,
      OldRecords records,
      Duration age) {
    this.transactions = transactions;
    this.records = records;
    this.age = age;
    this.rows = registry.counter("retention.rows.deleted", "table", records.table());
    this.pulse =
        Pulse.gentle(vertx, "retention of " + records.table(), BETWEEN_WALKS, this::runOnce);
  }

  void start() {
    pulse.start();
  }

  void stop() {
    pulse.stop();
  }

  /// One stretch; false at the end of the walk.
  public Uni<Boolean> runOnce() {
    if (ahead.isEmpty()) {
      ahead.addAll(KeyRange.ofAge(age, Instant.now()));
    }
    KeyRange range = ahead.element();
    return transactions
        .run(tx -> records.delete(tx, range.start(), range.end(), age, STRETCH))
        .map(deleted -> goOn(range, deleted));
  }

  private boolean goOn(KeyRange range, Optional<Deleted> deleted) {
    ahead.remove();
    deleted.ifPresent(stretch -> {
      rows.increment(stretch.rows());
      ahead.addFirst(range.behind(stretch.last()));
    });
    return !ahead.isEmpty();
  }
}
