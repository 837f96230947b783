package io.sagasuite.messaging.pulse;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Work that is done again and again, never twice at once: after a pause, or sooner when there was
/// more than it could take. A failure is logged and costs a longer pause.
public final class Pulse {

  private static final Logger LOGGER = Logger.getLogger(Pulse.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int AT_ONCE = 0;
  private static final int GENTLE = 9;

  private final Vertx vertx;
  private final String name;
  private final Duration pause;
  private final int rest;
  private final Supplier<Uni<Boolean>> work;
  private volatile boolean running;

  private Pulse(Vertx vertx, String name, Duration pause, int rest, Supplier<Uni<Boolean>> work) {
    this.vertx = vertx;
    this.name = name;
    this.pause = pause;
    this.rest = rest;
    this.work = work;
  }

  /// Work that is urgent.
  ///
  /// @param work answers true when there is more to do at once
  public static Pulse of(Vertx vertx, String name, Duration pause, Supplier<Uni<Boolean>> work) {
    return new Pulse(vertx, name, pause, AT_ONCE, work);
  }

  /// Work that may take its time: a tenth of it at most is spent on what there is more to do of.
  ///
  /// @param work answers true when there is more to do
  public static Pulse gentle(
      Vertx vertx, String name, Duration pause, Supplier<Uni<Boolean>> work) {
    return new Pulse(vertx, name, pause, GENTLE, work);
  }

  /// Begins after one pause.
  public void start() {
    running = true;
    again(pause);
  }

  /// Ends; what is under way is finished.
  public void stop() {
    running = false;
  }

  private void again(Duration after) {
    vertx.setTimer(Math.max(1, after.toMillis()), _ -> beat());
  }

  private void beat() {
    if (running) {
      long startedAt = System.nanoTime();
      Uni.createFrom()
          .deferred(() -> work.get())
          .subscribe()
          .with(
              more ->
                  again(more ? Duration.ofNanos(rest * (System.nanoTime() - startedAt)) : pause),
              this::failed);
    }
  }

  private void failed(Throwable failure) {
    if (running) {
      LOGGER.warnf("pulse=%s failed and goes on in %s: %s", name, AFTER_FAILURE, failure);
    }
    again(AFTER_FAILURE);
  }
}
