package io.sagasuite.orchestrator.runtime;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends batches through the producer beneath the `commands` channel: a message costs one send, and
/// a batch is acknowledged as a whole.
@ApplicationScoped
class Outbox {

  private static final String CHANNEL = "commands";

  private final KafkaClientService kafka;

  Outbox(KafkaClientService kafka) {
    this.kafka = kafka;
  }

  /// Sends every item's record; completes when the broker has them all, fails when it lacks one.
  <T> Uni<Void> send(List<T> items, Function<T, ProducerRecord<String, byte[]>> recordOf) {
    if (items.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(emitter ->
            kafka
                .<String, byte[]>getProducer(CHANNEL)
                .runOnSendingThread((Producer<String, byte[]> producer) -> {
                  sendAll(producer, items, recordOf, emitter);
                })
                .subscribe()
                .with(sent -> {}, emitter::fail));
  }

  private static <T> void sendAll(
      Producer<String, byte[]> producer,
      List<T> items,
      Function<T, ProducerRecord<String, byte[]>> recordOf,
      UniEmitter<? super Void> emitter) {
    AtomicInteger missing = new AtomicInteger(items.size());
    AtomicReference<Exception> failed = new AtomicReference<>();
    for (T item : items) {
      var unused =
          producer.send(
              recordOf.apply(item),
              (metadata, failure) -> {
                if (failure != null) {
                  failed.set(failure);
                }
                if (missing.decrementAndGet() == 0) {
                  end(emitter, failed.get());
                }
              });
    }
  }

  private static void end(UniEmitter<? super Void> emitter, Exception failure) {
    if (failure == null) {
      emitter.complete(null);
    } else {
      emitter.fail(failure);
    }
  }
}
