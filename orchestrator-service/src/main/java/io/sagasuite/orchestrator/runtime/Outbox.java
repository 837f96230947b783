package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.kafka.BatchSender;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends batches through the producer beneath the `commands` channel.
@ApplicationScoped
class Outbox {

  private static final String CHANNEL = "commands";

  private final KafkaClientService kafka;

  Outbox(KafkaClientService kafka) {
    this.kafka = kafka;
  }

  /// Completes when the broker has all records, fails when it lacks one.
  Uni<Void> send(List<ProducerRecord<String, byte[]>> records) {
    return new BatchSender(kafka.getProducer(CHANNEL)).send(records);
  }
}
