package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.JournalPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What topics end with, partition by partition.
@ApplicationScoped
class TopicEnds {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS_MAX = 20;

  private final Map<String, Object> consumerConfig;

  TopicEnds(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.consumerConfig =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000);
  }

  /// The partition that a record with this key goes to.
  static int partitionOf(String key, int partitions) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % partitions;
  }

  /// The partition's next offset.
  long end(TopicPartition partition) {
    try (var consumer = consumer()) {
      return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }

  /// The journal position of the last record of every partition that has one.
  Map<TopicPartition, JournalPosition> lastPositions(String topic) {
    try (var consumer = consumer()) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Set<TopicPartition> unread = new HashSet<>();
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
      consumer.assign(all);
      consumer
          .endOffsets(all)
          .forEach((partition, end) -> {
            consumer.seek(partition, Math.max(0, end - 1));
            if (end > begins.getOrDefault(partition, 0L)) {
              unread.add(partition);
            }
          });
      return read(consumer, unread);
    }
  }

  private static Map<TopicPartition, JournalPosition> read(
      KafkaConsumer<String, byte[]> consumer, Set<TopicPartition> unread) {
    Map<TopicPartition, JournalPosition> positions = new HashMap<>();
    for (int poll = 0; poll < POLLS_MAX && !unread.isEmpty(); poll++) {
      for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        Header position = message.headers().lastHeader(EventPublisher.POSITION);
        unread.remove(partition);
        if (position != null) {
          String text = new String(position.value(), StandardCharsets.UTF_8);
          positions.put(partition, JournalPosition.parse(text));
        }
      }
    }
    if (!unread.isEmpty()) {
      throw new KafkaException("cannot read the ends of " + unread);
    }
    return positions;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        consumerConfig, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
