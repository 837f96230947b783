package peers;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The load of `./suite bench`: orders in a closed loop, or at their times.
///
/// @param engine what carries the orders out
/// @param cpuSeconds what all processes have used so far, this one included
record Load(Engine engine, DoubleSupplier cpuSeconds) {

  /// Carries one order out.
  interface Engine {

    /// How the order ended: `processed` or `undone`.
    CompletionStage<String> order(String id, boolean fails);
  }

  /// What `in-flight warmup orders runs [fail-share [rate]]` say.
  ///
  /// @param failEvery each order of this number is undone; 0 = none
  /// @param rate orders per second; 0 = in a closed loop
  record Options(int inFlight, int warmup, int orders, int runs, int failEvery, double rate) {

    static Options of(String... words) {
      double failShare = words.length > 4 ? Double.parseDouble(words[4]) : 0;
      return new Options(
          Integer.parseInt(words[0]),
          Integer.parseInt(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          failShare == 0 ? 0 : (int) Math.round(1 / failShare),
          words.length > 5 ? Double.parseDouble(words[5]) : 0);
    }

    boolean fails(int order) {
      return failEvery > 0 && order % failEvery == 0;
    }
  }

  void measure(Options options) throws InterruptedException {
    new Run("warm-up", options, options.warmup()).closedLoop();
    for (int i = 1; i <= options.runs(); i++) {
      Run run = new Run("run " + i, options, options.orders());
      if (options.rate() > 0) {
        run.openLoop();
      } else {
        run.closedLoop();
      }
    }
  }

  private final class Run {

    private final String name;
    private final Options options;
    private final int orders;
    private final Histogram micros = new ConcurrentHistogram(3);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final CountDownLatch open;
    private final double cpuBefore = cpuSeconds.getAsDouble();
    private final long begunNanos = System.nanoTime();

    Run(String name, Options options, int orders) {
      this.name = name;
      this.options = options;
      this.orders = orders;
      this.open = new CountDownLatch(orders);
    }

    void closedLoop() throws InterruptedException {
      for (int i = 0; i < options.inFlight(); i++) {
        sendNext();
      }
      report();
    }

    private void sendNext() {
      int order = sent.getAndIncrement();
      if (order < orders) {
        send(order, System.nanoTime(), this::sendNext);
      }
    }

    void openLoop() throws InterruptedException {
      for (int order = 0; order < orders; order++) {
        long intendedNanos = begunNanos + (long) (order * 1e9 / options.rate());
        while (System.nanoTime() < intendedNanos) {
          LockSupport.parkNanos(intendedNanos - System.nanoTime());
        }
        send(order, intendedNanos, () -> {});
      }
      report();
    }

    private void send(int order, long intendedNanos, Runnable next) {
      boolean fails = options.fails(order);
      String expected = fails ? "undone" : "processed";
      engine
          .order(name.replace(' ', '-') + "-" + order, fails)
          .whenComplete((outcome, failure) -> {
            if (!expected.equals(outcome) && errors.incrementAndGet() == 1) {
              System.err.printf("expected %s, got %s %s%n", expected, outcome, failure);
            }
            micros.recordValue((System.nanoTime() - intendedNanos) / 1_000);
            open.countDown();
            next.run();
          });
    }

    private void report() throws InterruptedException {
      open.await();
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      System.out.printf(
          "%s: %,.0f sagas/s, %.2f CPU s per 1,000, p50 / p99 %.1f / %.1f ms, %d errors%n",
          name,
          orders / seconds,
          (cpuSeconds.getAsDouble() - cpuBefore) * 1_000 / orders,
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          errors.get());
    }
  }
}
