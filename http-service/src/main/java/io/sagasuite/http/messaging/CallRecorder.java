package io.sagasuite.http.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.http.store.CallStore;
import io.sagasuite.http.store.ClaimedCall;
import io.sagasuite.http.store.LostLeaseException;
import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.participant.Participant;
import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.saga.decision.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Records what a call came to together with the reply that it makes, then publishes the reply. A
/// result is only recorded under the lease that its call was made under.
@Singleton
final class CallRecorder {

  private static final Logger LOGGER = Logger.getLogger(CallRecorder.class);
  private static final int TRIES_MAX = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final CallStore calls;
  private final Transactions transactions;
  private final Provider<Participant> participant;
  private final MeterRegistry registry;

  /// The participant knows the handler, which knows everything here.
  CallRecorder(
      CallStore calls,
      Transactions transactions,
      Provider<Participant> participant,
      MeterRegistry registry) {
    this.calls = calls;
    this.transactions = transactions;
    this.participant = participant;
    this.registry = registry;
  }

  /// What cannot be recorded in the end is called again under the same idempotency key.
  Uni<Void> record(ClaimedCall call, CallResult result, Stopwatch watch) {
    Duration took = watch.elapsed();
    CallKey key = call.key();
    try (var _ = LogContext.of(key.sagaId(), call.traceparent())) {
      note(key, result, took);
    }
    List<Completion> completions =
        List.of(new Completion(key.sagaId(), key.step(), key.direction(), result.outcome()));
    return transactions
        .run(tx ->
            participant
                .get()
                .complete(tx, completions)
                .call(() -> calls.settle(tx, call.lease(), result, took.toMillis())))
        .onFailure(failure -> !(failure instanceof LostLeaseException))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(TRIES_MAX)
        .chain(completed -> participant.get().publish(completed, watch.startedAt()));
  }

  private void note(CallKey key, CallResult result, Duration took) {
    registry
        .timer("http.calls", "direction", key.direction().wire(), "status", result.status())
        .record(took);
    LOGGER.logf(
        result.outcome() instanceof Outcome.Succeeded ? Logger.Level.DEBUG : Logger.Level.INFO,
        "called, saga-id=%s, step=%s, direction=%s, code=%s, ms=%d",
        key.sagaId(),
        key.step(),
        key.direction().wire(),
        result.code(),
        took.toMillis());
  }
}
