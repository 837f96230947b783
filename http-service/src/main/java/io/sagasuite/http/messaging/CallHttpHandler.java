package io.sagasuite.http.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallReader;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.http.call.RefusedCallException;
import io.sagasuite.http.store.CallStore;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.deferred.DeferredHandler;
import io.sagasuite.messaging.deferred.DeferredResult;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Calls, in either direction, and records what came of it. Calling again is as harmless as the
/// call's idempotency key makes it.
@Singleton
final class CallHttpHandler implements DeferredHandler {

  private static final Logger LOGGER = Logger.getLogger(CallHttpHandler.class);

  /// A call ends by itself at its own timeout.
  private static final Duration LIMIT = CallReader.TIMEOUT_MAX.plusMinutes(1);

  private final CallRunner runner;
  private final CallStore calls;
  private final MeterRegistry registry;

  CallHttpHandler(CallRunner runner, CallStore calls, MeterRegistry registry) {
    this.runner = runner;
    this.calls = calls;
    this.registry = registry;
  }

  @Override
  public String command() {
    return "CallHttp";
  }

  /// Calls of one host wait for each other. What cannot be read is refused when its turn comes.
  @Override
  public @Nullable String lane(CommandMessage command) {
    try {
      return CallReader.read(command.input()).hostKey();
    } catch (RefusedCallException e) {
      return null;
    }
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public DeferredResult run(CommandMessage command) {
    long startedNanos = System.nanoTime();
    CallResult result = runner.run(command);
    Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
    note(command, result, took);
    return DeferredResult.of(result.outcome())
        .writing(tx -> calls.settle(tx, CallKey.of(command), result, took));
  }

  private void note(CommandMessage command, CallResult result, Duration took) {
    registry
        .timer("http.calls", "direction", command.direction().wire(), "status", result.status())
        .record(took);
    LOGGER.logf(
        result.outcome() instanceof Outcome.Succeeded ? Logger.Level.DEBUG : Logger.Level.INFO,
        "called, saga-id=%s, step=%s, direction=%s, code=%s, ms=%d",
        command.sagaId(),
        command.step(),
        command.direction().wire(),
        result.code(),
        took.toMillis());
  }
}
