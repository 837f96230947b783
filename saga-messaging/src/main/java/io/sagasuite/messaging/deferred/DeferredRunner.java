package io.sagasuite.messaging.deferred;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.tracing.LogContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Carries one command out on a virtual thread, outside of any transaction, and has its result
/// recorded. Carrying it out again is as harmless as its handler makes it.
@Singleton
public final class DeferredRunner {

  private static final Logger LOGGER = Logger.getLogger(DeferredRunner.class);

  private final Vertx vertx;
  private final Map<String, DeferredHandler> handlers;
  private final DeferredRecorder recorder;
  private final MeterRegistry registry;
  private final AtomicInteger running = new AtomicInteger();

  DeferredRunner(
      Vertx vertx,
      @All List<DeferredHandler> handlers,
      DeferredRecorder recorder,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(DeferredHandler::command, Function.identity()));
    this.recorder = recorder;
    this.registry = registry;
    registry.gauge("participant.deferred.under.way", running);
  }

  /// The commands that can be carried out here.
  Set<String> commands() {
    return handlers.keySet();
  }

  /// Completes when the result is recorded and answered.
  Uni<Void> run(Lease lease) {
    DeferredHandler handler = handlers.get(lease.command().command());
    if (handler == null) {
      throw new IllegalStateException("no handler of " + lease.command().command());
    }
    Instant startedAt = Instant.now();
    long startedNanos = System.nanoTime();
    running.incrementAndGet();
    return new TimedRun(vertx, handler.limit())
        .of(() -> handler.run(lease.command()))
        .onFailure()
        .recoverWithItem(failure -> broken(lease.command(), failure))
        .map(result -> lease.resumed() ? result.inDoubt() : result)
        .invoke(result -> note(lease.command(), result, System.nanoTime() - startedNanos))
        .chain(result -> recorder.record(lease, result, startedAt))
        .onTermination()
        .invoke(running::decrementAndGet);
  }

  /// A defect must not be repeated for ever; nobody knows how far it had got. Its text is not shown
  /// to the saga, as it may hold what nobody is to see.
  private static DeferredResult broken(CommandMessage command, Throwable failure) {
    if (failure instanceof TimedRun.LimitReachedException late) {
      return DeferredResult.unknown("time_limit", command.command() + " " + late.getMessage());
    }
    String name = failure.getClass().getSimpleName();
    try (var _ = LogContext.of(command.sagaId(), command.traceparent())) {
      LOGGER.errorf(
          "%s broke, saga-id=%s, failure=%s at %s",
          command.command(),
          command.sagaId(),
          name,
          failure.getStackTrace().length == 0 ? "" : failure.getStackTrace()[0]);
    }
    return DeferredResult.unknown("handler_error", "the handler failed: " + name);
  }

  private void note(CommandMessage command, DeferredResult result, long nanos) {
    registry
        .timer(
            "participant.deferred",
            "command",
            command.command(),
            "outcome",
            MessageCodec.word(result.outcome()))
        .record(Duration.ofNanos(nanos));
  }
}
