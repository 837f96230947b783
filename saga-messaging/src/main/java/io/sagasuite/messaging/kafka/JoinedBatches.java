package io.sagasuite.messaging.kafka;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Joins everything that was polled while the batch before was being handled into the next batch.
/// The connector polls ahead and hands over what each poll brought, which under load is a few
/// records at a time; a transaction and a flush for each of those would cost more than the work in
/// them. One batch is handled at a time, in the order of the polls, and is acknowledged as a whole
/// when its handler completes.
public final class JoinedBatches {

  /// Records that wait at most before the connector is made to wait.
  private static final int WAITING_RECORDS_MAX = 2_000;

  private static final int AGAIN_MS = 1_000;

  private static final Duration LAST_BATCH_MAX = Duration.ofSeconds(3);

  private static final Logger LOGGER = Logger.getLogger(JoinedBatches.class);

  private final Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> handler;
  private final Context context;
  private final Pacing pacing = new Pacing();
  private List<Message<ConsumerRecords<String, byte[]>>> waiting = new ArrayList<>();
  private int waitingRecords;
  private boolean busy;
  private @Nullable CompletableFuture<Void> room;
  private @Nullable CompletableFuture<Void> stopped;

  /// Batches for this handler.
  public JoinedBatches(
      Vertx vertx, Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> handler) {
    this.handler = handler;
    this.context = vertx.getOrCreateContext();
  }

  /// Takes over one poll's records, which it will acknowledge; completes when there is room for
  /// more.
  public CompletionStage<Void> take(Message<ConsumerRecords<String, byte[]>> polled) {
    CompletableFuture<Void> accepted = new CompletableFuture<>();
    context.runOnContext(start -> {
      waiting.add(polled);
      waitingRecords += polled.getPayload().count();
      if (waitingRecords < WAITING_RECORDS_MAX) {
        accepted.complete(null);
      } else {
        room = accepted;
      }
      next();
    });
    return accepted;
  }

  /// Begins no further batch, and waits for the one under way, unless that takes too long. What has
  /// not been handled is not acknowledged, and comes again.
  public void stop() {
    CompletableFuture<Void> rest = new CompletableFuture<>();
    context.runOnContext(start -> {
      stopped = rest;
      next();
    });
    rest.completeOnTimeout(null, LAST_BATCH_MAX.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void next() {
    if (busy) {
      return;
    }
    if (stopped != null) {
      stopped.complete(null);
      return;
    }
    if (waiting.isEmpty()) {
      return;
    }
    busy = true;
    long pauseMs = pacing.pauseMs();
    if (pauseMs == 0) {
      handle();
    } else {
      context.owner().setTimer(pauseMs, timer -> context.runOnContext(start -> handle()));
    }
  }

  private void handle() {
    List<Message<ConsumerRecords<String, byte[]>>> batch = waiting;
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(waitingRecords);
    batch.forEach(polled -> polled.getPayload().forEach(records::add));
    waiting = new ArrayList<>();
    waitingRecords = 0;
    pacing.begin(records.size());
    if (room != null) {
      room.complete(null);
      room = null;
    }
    handle(batch, records);
  }

  private void handle(
      List<Message<ConsumerRecords<String, byte[]>>> batch,
      List<ConsumerRecord<String, byte[]>> records) {
    Uni.createFrom()
        .deferred(() -> handler.apply(records))
        .subscribe()
        .with(done -> finish(batch), failure -> again(batch, records, failure));
  }

  /// A batch that is neither applied nor set aside stays first in line, or order would be lost.
  private void again(
      List<Message<ConsumerRecords<String, byte[]>>> batch,
      List<ConsumerRecord<String, byte[]>> records,
      Throwable failure) {
    LOGGER.errorf(failure, "a batch of %d records failed, it is tried again", records.size());
    context.owner().setTimer(AGAIN_MS, timer -> context.runOnContext(go -> handle(batch, records)));
  }

  private void finish(List<Message<ConsumerRecords<String, byte[]>>> handled) {
    context.runOnContext(start -> {
      handled.forEach(polled -> {
        var _ = polled.ack();
      });
      pacing.end();
      busy = false;
      next();
    });
  }
}
