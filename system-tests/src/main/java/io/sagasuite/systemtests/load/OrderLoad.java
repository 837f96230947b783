package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.StackException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Sends orders to the orchestrators at the given ports, from one event loop, and waits until each
/// has ended.
final class OrderLoad implements AutoCloseable {

  private static final Duration STALL = Duration.ofSeconds(90);

  private final List<Integer> ports;
  private final OrderShape shape;
  private final boolean overload;
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private @Nullable Pause nextPause;
  private int runs;

  /// @param overload whether refusals are expected of a closed loop too
  OrderLoad(List<Integer> ports, OrderShape shape, boolean overload) {
    this.ports = List.copyOf(ports);
    this.shape = shape;
    this.overload = overload;
  }

  /// Has the next run paused in its middle.
  void pauseNextRun(Pause pause) {
    nextPause = pause;
  }

  /// A new order goes out when one has ended, so that always as many are under way.
  LoadResult closedLoop(int orders, int inFlight) throws InterruptedException {
    Run run = new Run(orders, overload);
    loop.runOnContext(start -> {
      for (int i = 0; i < Math.min(inFlight, orders); i++) {
        run.sendNext();
      }
    });
    return run.await();
  }

  /// Orders go out at their times, answered or not. Latency counts from the intended time, so that
  /// a server that stalls is charged for all who would have come meanwhile.
  LoadResult openLoop(int orders, double perSecond) throws InterruptedException {
    Run run = new Run(orders, true);
    long startNanos = System.nanoTime();
    for (int i = 0; i < orders; i++) {
      long intendedNanos = startNanos + (long) (i * TimeUnit.SECONDS.toNanos(1) / perSecond);
      for (long left = intendedNanos - System.nanoTime();
          left > 0;
          left = intendedNanos - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int index = i;
      loop.runOnContext(send -> run.send(index, intendedNanos, () -> {}));
    }
    return run.await();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /// The orders of one run; its state belongs to the event loop.
  private final class Run {

    private final int orders;
    private final OrderRequests requests =
        new OrderRequests("bench-" + ProcessHandle.current().pid() + "-" + ++runs, shape);
    private final OrderConnections connections = new OrderConnections(vertx, ports);
    private final LoadResult result;
    private final @Nullable Pause pause = nextPause;
    private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
    private int sent;
    private int begun;
    private volatile int ended;

    Run(int orders, boolean refusalsExpected) {
      this.orders = orders;
      this.result = new LoadResult(refusalsExpected);
      nextPause = null;
      if (orders == 0) {
        done.complete(result);
      }
    }

    void sendNext() {
      if (sent < orders) {
        send(sent++, System.nanoTime(), this::sendNext);
      }
    }

    void send(int index, long intendedNanos, Runnable next) {
      result.begin(intendedNanos);
      begun++;
      if (pause != null && begun == (orders + 1) / 2) {
        pause.begin(vertx, () -> pause.returned(begun - ended));
      }
      boolean isBeforeReturn = pause != null && !pause.isOver();
      connections.post(
          requests.of(index),
          answer -> {
            result.end(intendedNanos, requests.expected(index), answer);
            ended++;
            if (pause != null && isBeforeReturn) {
              pause.ended();
            }
            if (ended == orders) {
              done.complete(result);
            }
            next.run();
          });
    }

    LoadResult await() throws InterruptedException {
      int before;
      do {
        before = ended;
        try {
          return done.get(STALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
          // fine as long as some have ended meanwhile
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      } while (ended > before);
      throw new StackException(
          "no order has ended for %s; %d of %d had".formatted(STALL, ended, orders));
    }
  }
}
