package io.sagasuite.messaging.deferred;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.CommandFaults;
import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.participant.Participant;
import io.sagasuite.messaging.tracing.LogContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Records what a command came to, what its handler wants written with that and the reply, all or
/// none, then publishes the reply. A result is only recorded under the lease that it was made
/// under.
@Singleton
final class DeferredRecorder {

  private static final Logger LOGGER = Logger.getLogger(DeferredRecorder.class);
  private static final int TRIES_MAX = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final DeferredQueue queue;
  private final Transactions transactions;
  private final Provider<Participant> participant;

  /// The participant knows the handlers, which know everything here.
  DeferredRecorder(
      DeferredQueue queue, Transactions transactions, Provider<Participant> participant) {
    this.queue = queue;
    this.transactions = transactions;
    this.participant = participant;
  }

  /// What cannot be recorded in the end is carried out again; what can never be written is answered
  /// without it.
  Uni<Void> record(Lease lease, DeferredResult result, Instant startedAt) {
    return persist(lease, result)
        .onFailure(DeferredRecorder::isFaultOfHandler)
        .recoverWithUni(failure -> persist(lease, unwritable(lease.command(), failure)))
        .chain(completed -> participant.get().publish(completed, startedAt));
  }

  private Uni<List<HandledCommand>> persist(Lease lease, DeferredResult result) {
    return transactions
        .run(tx -> write(tx, lease, result))
        .onFailure(DeferredRecorder::passes)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(TRIES_MAX);
  }

  /// What was undone meanwhile is not answered, and leaves nothing written.
  private Uni<List<HandledCommand>> write(LocalTransaction tx, Lease lease, DeferredResult result) {
    CommandMessage command = lease.command();
    Completion completion =
        new Completion(command.sagaId(), command.step(), command.direction(), result.outcome());
    return participant
        .get()
        .complete(tx, List.of(completion))
        .call(() -> queue.settle(tx, lease))
        .call(answered ->
            answered.isEmpty() ? Uni.createFrom().voidItem() : result.writes().apply(tx));
  }

  private static boolean passes(Throwable failure) {
    return !(failure instanceof LostLeaseException) && !CommandFaults.isFaultOfCommand(failure);
  }

  private static boolean isFaultOfHandler(Throwable failure) {
    return !(failure instanceof LostLeaseException) && CommandFaults.isFaultOfCommand(failure);
  }

  private static DeferredResult unwritable(CommandMessage command, Throwable failure) {
    String name = failure.getClass().getSimpleName();
    try (var _ = LogContext.of(command.sagaId(), command.traceparent())) {
      LOGGER.errorf(
          failure,
          "the result cannot be written, saga-id=%s, step=%s",
          command.sagaId(),
          command.step());
    }
    return DeferredResult.unknown("handler_error", "the handler failed: " + name);
  }
}
