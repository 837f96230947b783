package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Work that is done again and again, never twice at once: after a pause, or at once when there was
/// more than it could take. A failure is logged and costs a longer pause.
final class Pulse {

  private static final Logger LOGGER = Logger.getLogger(Pulse.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final String name;
  private final Duration pause;
  private final Supplier<Uni<Boolean>> work;
  private volatile boolean running;

  /// @param work answers true when there is more to do at once
  Pulse(Vertx vertx, String name, Duration pause, Supplier<Uni<Boolean>> work) {
    this.vertx = vertx;
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  void start() {
    running = true;
    vertx.setTimer(pause.toMillis(), id -> beat());
  }

  void stop() {
    running = false;
  }

  private void beat() {
    if (running) {
      Uni.createFrom().deferred(() -> work.get()).subscribe().with(this::beaten, this::failed);
    }
  }

  private void beaten(boolean more) {
    vertx.setTimer(more ? 1 : pause.toMillis(), id -> beat());
  }

  private void failed(Throwable failure) {
    if (running) {
      LOGGER.warnf("pulse=%s failed and goes on in %s: %s", name, AFTER_FAILURE, failure);
    }
    vertx.setTimer(AFTER_FAILURE.toMillis(), id -> beat());
  }
}
