package io.sagasuite.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinedBatchesTest {

  private static final TopicPartition PARTITION = new TopicPartition("commands", 0);

  private final Vertx vertx = Vertx.vertx();
  private final Queue<List<Long>> begun = new ConcurrentLinkedQueue<>();
  private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> work = new CompletableFuture<>();
  private final JoinedBatches batches = new JoinedBatches(vertx, this::handle);

  @AfterEach
  void closeVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void joinsWhatComesWhileABatchIsHandled() {
    take(0);
    await().until(() -> !begun.isEmpty());
    take(1);
    take(2);
    work.complete(null);

    await().until(() -> acknowledged.size() == 3);
    assertThat(begun).containsExactly(List.of(0L), List.of(1L, 2L));
  }

  @Test
  void aStopWaitsForTheBatchUnderWayAndBeginsNoOther() {
    take(0);
    await().until(() -> !begun.isEmpty());
    take(1);

    CompletableFuture<Void> stop = CompletableFuture.runAsync(batches::stop);
    await().during(Duration.ofMillis(300)).until(() -> !stop.isDone());
    work.complete(null);

    await().until(stop::isDone);
    assertThat(begun).containsExactly(List.of(0L));
    assertThat(acknowledged).containsExactly(0L);
  }

  @Test
  void aStopDoesNotWaitWhenNothingIsUnderWay() {
    CompletableFuture<Void> stop = CompletableFuture.runAsync(batches::stop);

    await().atMost(Duration.ofSeconds(2)).until(stop::isDone);
    take(0);
    await().during(Duration.ofMillis(300)).until(begun::isEmpty);
  }

  @Test
  void aStopGivesUpABatchThatDoesNotEnd() {
    take(0);
    await().until(() -> !begun.isEmpty());

    CompletableFuture<Void> stop = CompletableFuture.runAsync(batches::stop);

    await().atMost(Duration.ofSeconds(8)).until(stop::isDone);
    assertThat(acknowledged).isEmpty();
  }

  private Uni<Void> handle(List<ConsumerRecord<String, byte[]>> records) {
    begun.add(records.stream().map(ConsumerRecord::offset).toList());
    return Uni.createFrom().completionStage(work);
  }

  private void take(long offset) {
    var message = new ConsumerRecord<>(PARTITION.topic(), 0, offset, "key", new byte[0]);
    var polled = new ConsumerRecords<>(Map.of(PARTITION, List.of(message)), Map.of());
    batches.take(
        Message.of(
            polled,
            () -> {
              acknowledged.add(offset);
              return CompletableFuture.completedFuture(null);
            }));
  }
}
