package io.sagasuite.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final String TOPIC = "saga.replies";

  @TempDir Path folder;

  @Test
  void keepsAcknowledgedRecordsWhenItIsKilled() throws Exception {
    List<Integer> ports = Ports.free(2);
    try (var kafka =
        new EmbeddedKafka(
            folder.resolve("kafka"), ports.get(0), ports.get(1), folder.resolve("kafka.log"))) {
      kafka.start();
      kafka.awaitReady();
      send(kafka, "before the kill");

      kafka.kill();
      assertThat(Ports.isOpen(ports.get(0))).isFalse();
      kafka.start();
      kafka.awaitReady();

      assertThat(firstRecord(kafka)).isEqualTo("before the kill");
    }
    assertThat(Ports.isOpen(ports.get(0))).isFalse();
  }

  @Test
  void namesADeadLetterTopicForEveryCommandAndReplyTopic() {
    assertThat(SuiteTopics.names())
        .contains("inventory.commands", "inventory.commands.dlq", "saga.replies.dlq", "saga.events")
        .hasSize(16);
  }

  private static void send(EmbeddedKafka kafka, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
    }
  }

  private static String firstRecord(EmbeddedKafka kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(20))) {
        return found.value();
      }
    }
    return new String(new byte[0], StandardCharsets.UTF_8);
  }
}
