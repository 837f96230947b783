package io.sagasuite.systemtests.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Raw Kafka clients for the floor program, as durable as those of the suite.
record FloorKafka(String servers) {

  private static final int PARTITIONS = 6;
  private static final short REPLICATION = 1;
  private static final int LINGER_MS = 2;
  private static final Duration POLL = Duration.ofMillis(100);

  void create(Collection<String> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> wanted =
          topics.stream().map(topic -> new NewTopic(topic, PARTITIONS, REPLICATION)).toList();
      admin.createTopics(wanted).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", LINGER_MS),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  KafkaConsumer<String, byte[]> consumer(String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                true,
                "auto.commit.interval.ms",
                200,
                "max.poll.records",
                1_000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  /// The keys of the next messages.
  static List<String> keys(KafkaConsumer<String, byte[]> consumer) {
    List<String> keys = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
      keys.add(message.key());
    }
    return keys;
  }

  /// Sends one message for each key; they leave together, and together with what follows soon.
  static void send(
      KafkaProducer<String, byte[]> producer, String topic, Collection<String> keys, byte[] value) {
    for (String key : keys) {
      var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }
  }
}
