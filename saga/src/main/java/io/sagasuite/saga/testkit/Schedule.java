package io.sagasuite.saga.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The virtual clock of a test, and what is about to happen by it: replies on their way, commands
/// that have not arrived, people who will act.
final class Schedule {

  private static final long PRIME = 1_000_003;

  private final PriorityQueue<Planned> plan = new PriorityQueue<>(Planned.IN_ORDER);
  private final long orderSeed;
  private Instant now;
  private long planned;

  /// Something that is about to happen.
  ///
  /// @param order among what happens at the same time
  private record Planned(Instant at, long order, Runnable what) {
    static final Comparator<Planned> IN_ORDER =
        Comparator.comparing(Planned::at).thenComparingLong(Planned::order);
  }

  /// @param orderSeed draws the order of what happens at the same time; 0 = as it was planned
  Schedule(Instant start, long orderSeed) {
    this.now = start;
    this.orderSeed = orderSeed;
  }

  Instant now() {
    return now;
  }

  /// Time never runs back.
  void advanceTo(Instant at) {
    now = at.isAfter(now) ? at : now;
  }

  void after(Duration delay, Runnable what) {
    planned++;
    long order = orderSeed == 0 ? planned : scattered(orderSeed * PRIME + planned);
    plan.add(new Planned(now.plus(delay), order, what));
  }

  boolean isEmpty() {
    return plan.isEmpty();
  }

  /// When the next thing happens, null when nothing will.
  @Nullable Instant nextAt() {
    Planned next = plan.peek();
    return next == null ? null : next.at();
  }

  /// Lets the next thing happen.
  void runNext() {
    plan.remove().what().run();
  }

  /// A number that seems to have nothing to do with the one it is made of.
  private static long scattered(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 29)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 32);
  }
}
