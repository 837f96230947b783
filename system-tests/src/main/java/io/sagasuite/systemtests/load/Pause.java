package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.process.Signals;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stops one service's process for a while, and notes when all orders have ended that were under
/// way when it came back. Its state belongs to the load's event loop.
final class Pause {

  private final long pid;
  private final Duration length;
  private long underWay;
  private long returnedNanos;
  private volatile double backlogSeconds = Double.NaN;

  Pause(long pid, Duration length) {
    this.pid = pid;
    this.length = length;
  }

  /// Begins; `returned` is run when the process goes on.
  void begin(Vertx vertx, Runnable returned) {
    var _ =
        signal(vertx, "STOP")
            .compose(stopped -> vertx.timer(length.toMillis(), TimeUnit.MILLISECONDS))
            .compose(over -> signal(vertx, "CONT"))
            .onSuccess(goesOn -> returned.run())
            .onFailure(failure -> {
              throw new IllegalStateException("process " + pid + " cannot be paused", failure);
            });
  }

  /// The process goes on; so many orders wait.
  void returned(long waiting) {
    underWay = waiting;
    returnedNanos = System.nanoTime();
    noteIfGone();
  }

  /// Whether it was over when an order began that begins now.
  boolean isOver() {
    return returnedNanos != 0;
  }

  /// An order has ended that had begun before the return.
  void ended() {
    if (isOver()) {
      underWay--;
      noteIfGone();
    }
  }

  /// How long after its return the backlog was gone; empty if the load ended before the return.
  OptionalDouble backlogSeconds() {
    return Double.isNaN(backlogSeconds)
        ? OptionalDouble.empty()
        : OptionalDouble.of(backlogSeconds);
  }

  private void noteIfGone() {
    if (underWay == 0) {
      backlogSeconds = (System.nanoTime() - returnedNanos) / 1e9;
    }
  }

  private Future<@Nullable Void> signal(Vertx vertx, String name) {
    return vertx.executeBlocking(() -> {
      Signals.send(name, pid);
      return null;
    });
  }
}
