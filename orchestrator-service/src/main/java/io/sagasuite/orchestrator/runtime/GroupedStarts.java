package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.database.DatabaseFailures;
import io.sagasuite.messaging.kafka.Pacing;
import io.sagasuite.orchestrator.store.NewSaga;
import io.sagasuite.orchestrator.store.StartStore;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// Starts sagas of one kind in groups. What arrives while a commit is under way shares the next
/// one; a caller is answered when its commit is durable, and only then do the first commands leave.
final class GroupedStarts<T extends NewSaga, A extends StartStore.Accepted> {

  private record Pending<T, A extends StartStore.Accepted>(
      T start, CompletableFuture<Submission<A>> answer) {}

  /// How much is taken in.
  ///
  /// @param batchMax starts that share a commit at most
  /// @param queueMax starts that wait at most
  record Bounds(int batchMax, int queueMax) {}

  private static final int RETRY_AFTER_SECONDS = 1;
  private static final int ATTEMPTS_MAX = 12;
  private static final Duration BACK_OFF_FIRST = Duration.ofMillis(50);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

  private final StartStore<T, A> store;
  private final StartPublication publication;
  private final int batchMax;
  private final BlockingQueue<Pending<T, A>> queue;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Pacing pacing = new Pacing();
  private final Vertx vertx;
  private volatile int committing;

  GroupedStarts(StartStore<T, A> store, StartPublication publication, Bounds bounds, Vertx vertx) {
    this.vertx = vertx;
    this.store = store;
    this.publication = publication;
    this.batchMax = bounds.batchMax();
    this.queue = new ArrayBlockingQueue<>(bounds.queueMax());
  }

  /// Accepts the start, or finds the one accepted before.
  ///
  /// @throws OverloadedException when nothing more can be taken in
  CompletableFuture<Submission<A>> submit(T start) {
    Pending<T, A> pending = new Pending<>(start, new CompletableFuture<>());
    if (!queue.offer(pending)) {
      throw new OverloadedException(
          "too many starts are waiting to be accepted", RETRY_AFTER_SECONDS);
    }
    next();
    return pending.answer();
  }

  /// How many are not committed yet.
  int waiting() {
    return queue.size() + committing;
  }

  private void next() {
    if (queue.isEmpty() || !busy.compareAndSet(false, true)) {
      return;
    }
    long pauseMs = pacing.pauseMs();
    if (pauseMs == 0) {
      acceptWaiting();
    } else {
      vertx.setTimer(pauseMs, timer -> acceptWaiting());
    }
  }

  private void acceptWaiting() {
    List<Pending<T, A>> batch = new ArrayList<>();
    queue.drainTo(batch, batchMax);
    committing = batch.size();
    pacing.begin(batch.size());
    Uni<Void> work = batch.isEmpty() ? Uni.createFrom().voidItem() : accept(batch);
    work.onItemOrFailure()
        .invoke((done, failure) -> {
          pacing.end();
          committing = 0;
          busy.set(false);
        })
        .subscribe()
        .with(done -> next(), failure -> next());
  }

  /// A commit whose answer was lost is simply repeated: a start of ours that is already there
  /// carries our saga id.
  private Uni<Void> accept(List<Pending<T, A>> batch) {
    batch.sort(Comparator.comparing(pending -> pending.start().sortKey()));
    List<T> starts = batch.stream().map(Pending::start).toList();
    return Uni.createFrom()
        .deferred(() -> store.accept(starts))
        .onFailure(failure -> !DatabaseFailures.isRefusedData(failure))
        .retry()
        .withBackOff(BACK_OFF_FIRST, BACK_OFF_MAX)
        .atMost(ATTEMPTS_MAX)
        .chain(begun -> answer(batch, begun))
        .onFailure()
        .recoverWithUni(failure -> recover(batch, failure));
  }

  private Uni<Void> recover(List<Pending<T, A>> batch, Throwable failure) {
    if (batch.size() == 1 || !DatabaseFailures.isRefusedData(failure)) {
      batch.forEach(pending -> pending.answer().completeExceptionally(failure));
      return Uni.createFrom().voidItem();
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Pending<T, A> pending : batch) {
      all = all.chain(() -> accept(new ArrayList<>(List.of(pending))));
    }
    return all;
  }

  private Uni<Void> answer(List<Pending<T, A>> batch, Set<UUID> begun) {
    List<Pending<T, A>> known = new ArrayList<>(0);
    List<T> started = new ArrayList<>(batch.size());
    for (Pending<T, A> pending : batch) {
      SagaState state = pending.start().start().state();
      if (begun.contains(state.sagaId())) {
        started.add(pending.start());
        pending.answer().complete(new Submission.Begun<>(state));
      } else {
        known.add(pending);
      }
    }
    publication.publish(started);
    return known.isEmpty() ? Uni.createFrom().voidItem() : answerKnown(known);
  }

  private Uni<Void> answerKnown(List<Pending<T, A>> known) {
    return store
        .find(known.stream().map(Pending::start).toList())
        .invoke(accepted -> known.forEach(pending -> complete(pending, accepted)))
        .replaceWithVoid();
  }

  private void complete(Pending<T, A> pending, List<A> accepted) {
    SagaState state = pending.start().start().state();
    A found = store.same(pending.start(), accepted).orElse(null);
    if (found == null) {
      pending.answer().completeExceptionally(new IllegalStateException("the start vanished"));
    } else if (found.sagaId().equals(state.sagaId())) {
      publication.publish(List.of(pending.start()));
      pending.answer().complete(new Submission.Begun<>(state));
    } else {
      pending.answer().complete(new Submission.Known<>(found));
    }
  }
}
