package io.sagasuite.messaging.deferred;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs something that blocks on a virtual thread, and interrupts it when it has lasted too long.
/// It is only over once the thread has let go: what still has effects must not count as ended.
record TimedRun(Vertx vertx, Duration limit) {

  /// Ends on the context that it was begun on.
  <T> Uni<T> of(Callable<T> work) {
    Context context = vertx.getOrCreateContext();
    return Uni.createFrom()
        .<T>emitter(emitter -> start(work, emitter))
        .emitOn(command -> context.runOnContext(_ -> command.run()));
  }

  private <T> void start(Callable<T> work, UniEmitter<? super T> emitter) {
    AtomicBoolean late = new AtomicBoolean();
    Thread thread = Thread.ofVirtual().name("deferred").unstarted(() -> run(work, emitter, late));
    long timer =
        vertx.setTimer(
            limit.toMillis(),
            _ -> {
              late.set(true);
              thread.interrupt();
            });
    emitter.onTermination(() -> vertx.cancelTimer(timer));
    thread.start();
  }

  private <T> void run(Callable<T> work, UniEmitter<? super T> emitter, AtomicBoolean late) {
    try {
      emitter.complete(work.call());
    } catch (Throwable failure) {
      emitter.fail(late.get() ? new LimitReachedException(limit) : failure);
    }
  }

  /// It was interrupted, and has ended.
  static final class LimitReachedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitReachedException(Duration limit) {
      super("did not end within " + limit.toSeconds() + " s");
    }
  }
}
