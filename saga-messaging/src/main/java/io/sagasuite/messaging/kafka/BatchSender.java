package io.sagasuite.messaging.kafka;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Sends a batch through a channel's own Kafka producer and completes when the broker has
/// acknowledged all of it: one send per record, one wait per batch. Sending happens on the
/// channel's sending thread, for it may block while the broker is away.
///
/// The completion arrives on a Kafka thread; who needs a context moves over to it.
public record BatchSender(KafkaProducer<String, byte[]> producer) {

  /// Completes when all are acknowledged, fails with the first failure.
  public Uni<Void> send(List<ProducerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .emitter(emitter -> send(records, new Acknowledgements(records, emitter)));
  }

  private void send(List<ProducerRecord<String, byte[]>> records, Acknowledgements acks) {
    producer
        .runOnSendingThread((Producer<String, byte[]> raw) -> {
          for (ProducerRecord<String, byte[]> record : records) {
            var _ = raw.send(record, acks);
          }
        })
        .subscribe()
        .with(done -> {}, acks::fail);
  }

  /// What is still to be acknowledged.
  private static final class Acknowledgements implements Callback {

    private final AtomicInteger missing;
    private final UniEmitter<? super Void> emitter;

    Acknowledgements(
        List<ProducerRecord<String, byte[]>> records, UniEmitter<? super Void> emitter) {
      this.missing = new AtomicInteger(records.size());
      this.emitter = emitter;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure != null) {
        emitter.fail(failure);
      } else if (missing.decrementAndGet() == 0) {
        emitter.complete(null);
      }
    }

    void fail(Throwable failure) {
      emitter.fail(failure);
    }
  }
}
