package io.sagasuite.messaging.participant;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Tries again for ever, with growing pauses, on the context it was called on: what a batch needs
/// is away for a while, never for good.
final class Persistence {

  private static final Logger LOGGER = Logger.getLogger(Persistence.class);
  private static final int FIRST_PAUSE_MS = 50;
  private static final int LONGEST_PAUSE_MS = 2_000;
  private static final int DOUBLINGS_MAX = 6;

  private final Context context;

  private Persistence(Context context) {
    this.context = context;
  }

  static Persistence here(Vertx vertx) {
    return new Persistence(vertx.getOrCreateContext());
  }

  <T> Uni<T> until(String what, Supplier<Uni<T>> attempt) {
    AtomicInteger failures = new AtomicInteger();
    return Uni.createFrom()
        .deferred(attempt::get)
        .emitOn(command -> context.runOnContext(_ -> command.run()))
        .onFailure()
        .call(failure -> pause(what, failures.incrementAndGet(), failure))
        .onFailure()
        .retry()
        .indefinitely();
  }

  private Uni<Void> pause(String what, int failures, Throwable failure) {
    long pauseMs =
        Math.min(LONGEST_PAUSE_MS, (long) FIRST_PAUSE_MS << Math.min(failures, DOUBLINGS_MAX));
    LOGGER.warnf("%s failed, failures=%d, next in ms=%d: %s", what, failures, pauseMs, failure);
    return Uni.createFrom()
        .emitter(emitter -> context.owner().setTimer(pauseMs, _ -> emitter.complete(null)));
  }
}
