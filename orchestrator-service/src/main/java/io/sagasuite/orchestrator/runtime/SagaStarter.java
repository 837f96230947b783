package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.kafka.Pacing;
import io.sagasuite.orchestrator.store.AcceptedOrder;
import io.sagasuite.orchestrator.store.DatabaseFailures;
import io.sagasuite.orchestrator.store.NewOrder;
import io.sagasuite.orchestrator.store.OrderStore;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Starts sagas. What arrives while a commit is under way shares the next one; a caller is answered
/// when its commit is durable, and only then do the first commands leave.
@ApplicationScoped
public class SagaStarter {

  /// What became of a submission.
  public sealed interface Submission {
    /// It is new, and its saga has begun.
    record Begun(SagaState state) implements Submission {}

    /// The same order, or the same idempotency key, had been accepted before.
    record Known(AcceptedOrder order) implements Submission {}
  }

  /// Too many submissions are waiting already.
  public static final class QueueFullException extends RuntimeException {
    QueueFullException() {
      super("too many orders are waiting to be accepted");
    }
  }

  private record Pending(NewOrder order, CompletableFuture<Submission> answer) {}

  private static final int ATTEMPTS_MAX = 12;
  private static final Duration BACK_OFF_FIRST = Duration.ofMillis(50);
  private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

  private final OrderStore store;
  private final StartPublication publication;
  private final int batchMax;
  private final BlockingQueue<Pending> queue;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Pacing pacing = new Pacing();
  private final Vertx vertx;

  SagaStarter(
      OrderStore store,
      StartPublication publication,
      @ConfigProperty(name = "suite.starts.batch-max") int batchMax,
      @ConfigProperty(name = "suite.starts.queue-max") int queueMax,
      Vertx vertx) {
    this.vertx = vertx;
    this.store = store;
    this.publication = publication;
    this.batchMax = batchMax;
    this.queue = new ArrayBlockingQueue<>(queueMax);
  }

  /// Accepts the order, or finds the one accepted before.
  ///
  /// @throws QueueFullException when nothing more can be taken in
  public CompletableFuture<Submission> submit(NewOrder order) {
    Pending pending = new Pending(order, new CompletableFuture<>());
    if (!queue.offer(pending)) {
      throw new QueueFullException();
    }
    next();
    return pending.answer();
  }

  private void next() {
    if (queue.isEmpty() || !busy.compareAndSet(false, true)) {
      return;
    }
    int pauseMs = pacing.pauseMs();
    if (pauseMs == 0) {
      acceptWaiting();
    } else {
      vertx.setTimer(pauseMs, timer -> acceptWaiting());
    }
  }

  private void acceptWaiting() {
    List<Pending> batch = new ArrayList<>();
    queue.drainTo(batch, batchMax);
    pacing.noteBatch(batch.size());
    Uni<Void> work = batch.isEmpty() ? Uni.createFrom().voidItem() : accept(batch);
    work.onItemOrFailure()
        .invoke((done, failure) -> busy.set(false))
        .subscribe()
        .with(done -> next(), failure -> next());
  }

  /// A commit whose answer was lost is simply repeated: an order of ours that is already there
  /// carries our saga id.
  private Uni<Void> accept(List<Pending> batch) {
    batch.sort(Comparator.comparing(pending -> pending.order().orderId()));
    List<NewOrder> orders = batch.stream().map(Pending::order).toList();
    return Uni.createFrom()
        .deferred(() -> store.accept(orders))
        .onFailure(failure -> !DatabaseFailures.isRefusedData(failure))
        .retry()
        .withBackOff(BACK_OFF_FIRST, BACK_OFF_MAX)
        .atMost(ATTEMPTS_MAX)
        .chain(begun -> answer(batch, begun))
        .onFailure()
        .recoverWithUni(failure -> recover(batch, failure));
  }

  private Uni<Void> recover(List<Pending> batch, Throwable failure) {
    if (batch.size() == 1 || !DatabaseFailures.isRefusedData(failure)) {
      batch.forEach(pending -> pending.answer().completeExceptionally(failure));
      return Uni.createFrom().voidItem();
    }
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Pending pending : batch) {
      all = all.chain(() -> accept(new ArrayList<>(List.of(pending))));
    }
    return all;
  }

  private Uni<Void> answer(List<Pending> batch, Set<UUID> begun) {
    List<Pending> known = new ArrayList<>(0);
    List<NewOrder> started = new ArrayList<>(batch.size());
    for (Pending pending : batch) {
      SagaState state = pending.order().start().state();
      if (begun.contains(state.sagaId())) {
        started.add(pending.order());
        pending.answer().complete(new Submission.Begun(state));
      } else {
        known.add(pending);
      }
    }
    publication.publish(started);
    return known.isEmpty() ? Uni.createFrom().voidItem() : answerKnown(known);
  }

  private Uni<Void> answerKnown(List<Pending> known) {
    List<String> ids = known.stream().map(pending -> pending.order().orderId()).toList();
    List<String> keys =
        known.stream()
            .map(pending -> pending.order().idempotencyKey())
            .filter(Objects::nonNull)
            .toList();
    return store
        .find(ids, keys)
        .invoke(orders -> {
          Map<String, AcceptedOrder> byId = new HashMap<>();
          Map<String, AcceptedOrder> byKey = new HashMap<>();
          orders.forEach(order -> byId.put(order.orderId(), order));
          orders.forEach(order -> byKey.put(order.idempotencyKey(), order));
          known.forEach(pending -> complete(pending, byId, byKey));
        })
        .replaceWithVoid();
  }

  private void complete(
      Pending pending, Map<String, AcceptedOrder> byId, Map<String, AcceptedOrder> byKey) {
    NewOrder order = pending.order();
    String key = order.idempotencyKey();
    AcceptedOrder found = key == null ? null : byKey.get(key);
    found = found == null ? byId.get(order.orderId()) : found;
    SagaState state = order.start().state();
    if (found == null) {
      pending.answer().completeExceptionally(new IllegalStateException("order vanished"));
    } else if (found.sagaId().equals(state.sagaId())) {
      publication.publish(List.of(order));
      pending.answer().complete(new Submission.Begun(state));
    } else {
      pending.answer().complete(new Submission.Known(found));
    }
  }
}
