package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageLimits;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Opens the event tail's producer. It is no channel's, because it lives exactly as long as the
/// tail is held: whoever loses the tail closes it at once, and with it all that had not left yet.
@ApplicationScoped
class EventProducer {

  private static final int DELIVERY_TIMEOUT_MS = 30_000;
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int MAX_BLOCK_MS = 5_000;
  private static final int BATCH_BYTES = 131_072;

  private final Map<String, Object> config;

  /// @param kafka the settings of every client, `kafka.*`
  EventProducer(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    config = new HashMap<>(kafka);
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "event-tail");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MessageLimits.REQUEST_BYTES_MAX);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
  }

  Producer<String, byte[]> open() {
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }
}
