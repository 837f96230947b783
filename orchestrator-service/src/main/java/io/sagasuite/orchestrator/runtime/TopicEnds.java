package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.JournalPosition;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What topics hold behind the offsets that were remembered.
@ApplicationScoped
class TopicEnds {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int EMPTY_POLLS_MAX = 50;

  private final Map<String, Object> consumerConfig;

  /// @param kafka the settings of every client, `kafka.*`
  TopicEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    consumerConfig = new HashMap<>(kafka);
    consumerConfig.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumerConfig.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
  }

  /// A partition's end and what stands before it.
  ///
  /// @param positions of the records from the remembered offset on, in order; of the last record
  ///   when the partition has lost what was remembered
  /// @param lost the partition ends before the offset that was remembered
  record End(long offset, List<JournalPosition> positions, boolean lost) {}

  /// The ends of a topic's partitions.
  ///
  /// @param remembered next offsets as they were remembered, by `topic-partition`
  Map<TopicPartition, End> read(String topic, Map<String, Object> remembered) {
    try (var consumer = consumer()) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(all);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(all);
      Map<TopicPartition, Long> offsets = consumer.endOffsets(all);
      Map<TopicPartition, End> ends = new HashMap<>();
      for (TopicPartition partition : all) {
        long begin = begins.getOrDefault(partition, 0L);
        long end = offsets.getOrDefault(partition, 0L);
        long known = remembered.get(partition.toString()) instanceof Number n ? n.longValue() : 0;
        boolean lost = end < known;
        consumer.seek(partition, Math.max(begin, lost ? end - 1 : known));
        ends.put(partition, new End(end, new ArrayList<>(), lost));
      }
      readUpTo(consumer, ends);
      return ends;
    }
  }

  private static void readUpTo(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, End> ends) {
    int empty = 0;
    while (!ends.entrySet().stream().allMatch(end -> isRead(consumer, end))) {
      var records = consumer.poll(POLL);
      records.forEach(message -> add(message, ends));
      empty = records.isEmpty() ? empty + 1 : 0;
      if (empty > EMPTY_POLLS_MAX) {
        throw new KafkaException("cannot read the ends of " + ends.keySet());
      }
    }
  }

  private static boolean isRead(
      KafkaConsumer<String, byte[]> consumer, Map.Entry<TopicPartition, End> end) {
    return consumer.position(end.getKey()) >= end.getValue().offset();
  }

  private static void add(ConsumerRecord<String, byte[]> message, Map<TopicPartition, End> ends) {
    Header position = message.headers().lastHeader(EventPublisher.POSITION);
    End end = ends.get(new TopicPartition(message.topic(), message.partition()));
    if (position != null && end != null) {
      String text = new String(position.value(), StandardCharsets.UTF_8);
      end.positions().add(JournalPosition.parse(text));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        consumerConfig, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
