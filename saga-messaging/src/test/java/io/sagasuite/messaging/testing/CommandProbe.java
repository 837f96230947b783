package io.sagasuite.messaging.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.kafka.KafkaRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Plays the orchestrator over a real broker: sends commands to one participant and collects what
/// comes back after the probe was opened.
public final class CommandProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String topic;
  private final MessageCodec codec = new MessageCodec("/orchestrator");
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ReplyMessage> replies = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> deadLetters = new ArrayList<>();

  /// A probe of the participant of that name.
  public CommandProbe(String bootstrapServers, String participant) {
    topic = Topics.commandsOf(participant);
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(Topics.REPLIES, Topics.deadLettersOf(topic)).stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /// Sends these commands, in order, as close together as possible.
  public void send(CommandMessage... commands) {
    for (CommandMessage command : commands) {
      producer.send(KafkaRecords.of(topic, codec.encode(command, Instant.now())));
    }
    producer.flush();
  }

  /// Sends any bytes.
  public void sendRaw(String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
    producer.flush();
  }

  /// The first so many replies to a saga, in order of arrival.
  public List<ReplyMessage> repliesTo(UUID sagaId, int count) {
    await(() -> of(sagaId).size() >= count, () -> "replies to " + sagaId + ": " + of(sagaId));
    return of(sagaId).subList(0, count);
  }

  /// The first reply to a saga.
  public ReplyMessage replyTo(UUID sagaId) {
    return repliesTo(sagaId, 1).getFirst();
  }

  /// Everything that came back to a saga so far and within a while from now.
  public List<ReplyMessage> repliesWithin(UUID sagaId, Duration time) {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      poll();
    }
    return of(sagaId);
  }

  /// The reason of the dead letter with that key.
  public String deadLetterOf(String key) {
    Predicate<ConsumerRecord<String, byte[]>> wanted = letter -> key.equals(letter.key());
    await(() -> deadLetters.stream().anyMatch(wanted), () -> "dead letters: " + deadLetters);
    ConsumerRecord<String, byte[]> letter =
        deadLetters.stream().filter(wanted).findFirst().orElseThrow();
    assertThat(KafkaRecords.header(letter.headers(), MessageHeaders.DEAD_LETTER_PLACE))
        .startsWith(topic + "-");
    return KafkaRecords.header(letter.headers(), MessageHeaders.DEAD_LETTER_REASON);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private List<ReplyMessage> of(UUID sagaId) {
    return replies.stream().filter(reply -> reply.sagaId().equals(sagaId)).toList();
  }

  private void await(
      java.util.function.BooleanSupplier done, java.util.function.Supplier<String> seen) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!done.getAsBoolean()) {
      assertThat(Instant.now()).describedAs(seen).isBefore(end);
      poll();
    }
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      if (record.topic().equals(Topics.REPLIES)) {
        String trace = KafkaRecords.header(record.headers(), MessageHeaders.TRACEPARENT);
        replies.add(MessageCodec.reply(record.value(), trace));
      } else {
        deadLetters.add(record);
      }
    }
  }
}
