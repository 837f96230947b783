package io.sagasuite.systemtests.conformance;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageLimits;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.messaging.kafka.KafkaRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The orchestrator's end of the wires: sends commands, and keeps what comes back.
final class Wires implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final String topic;
  private final MessageCodec codec = new MessageCodec("/orchestrator");
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, List<Answer>> answers = new HashMap<>();
  private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();

  Wires(String bootstrapServers, String topic) {
    this.topic = topic;
    Map<String, Object> servers = Map.of("bootstrap.servers", bootstrapServers);
    Map<String, Object> large = new HashMap<>(servers);
    large.put("max.request.size", MessageLimits.REQUEST_BYTES_MAX);
    producer = new KafkaProducer<>(large, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(servers, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Stream.of(Topics.REPLIES, Topics.deadLettersOf(topic))
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  int partitions() {
    return producer.partitionsFor(topic).size();
  }

  /// Sends these as close together as possible.
  void send(CommandMessage... commands) {
    for (CommandMessage command : commands) {
      send(null, command);
    }
    producer.flush();
  }

  /// Sends one to that partition, without waiting.
  void send(@Nullable Integer partition, CommandMessage command) {
    ProducerRecord<String, byte[]> plain = KafkaRecords.of(topic, encode(command));
    var _ =
        producer.send(
            new ProducerRecord<>(topic, partition, plain.key(), plain.value(), plain.headers()));
  }

  /// Sends any bytes, with the headers of a command.
  void sendRaw(CommandMessage like, byte[] value) {
    WireMessage message = encode(like);
    var _ =
        producer.send(
            KafkaRecords.of(topic, new WireMessage(message.key(), value, message.headers())));
    producer.flush();
  }

  WireMessage encode(CommandMessage command) {
    return codec.encode(command, Instant.now());
  }

  /// What was answered to a saga so far, in order of arrival.
  List<Answer> of(UUID sagaId) {
    return answers.getOrDefault(sagaId.toString(), List.of());
  }

  /// The dead letters under that key so far.
  List<ConsumerRecord<String, byte[]>> deadLettersOf(UUID sagaId) {
    return deadLetters.stream().filter(l -> sagaId.toString().equals(l.key())).toList();
  }

  /// Whether the condition came true while reading, in time.
  boolean await(BooleanSupplier condition, Duration patience) {
    return Await.until(
        () -> {
          poll();
          return condition.getAsBoolean();
        },
        patience);
  }

  /// Reads for as long as something could still come that should not.
  void listen(Duration time) {
    var _ = await(() -> false, time);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (!record.topic().equals(Topics.REPLIES)) {
        deadLetters.add(record);
        continue;
      }
      Answer answer = Answer.of(record);
      String sagaId = answer.text("sagaId").isEmpty() ? record.key() : answer.text("sagaId");
      answers.computeIfAbsent(sagaId, _ -> new ArrayList<>()).add(answer);
    }
  }
}
