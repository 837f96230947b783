package io.sagasuite.messaging.kafka;

import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Kafka records out of messages, and text out of Kafka headers.
public final class KafkaRecords {

  private KafkaRecords() {}

  /// The record that carries a message to a topic.
  public static ProducerRecord<String, byte[]> of(String topic, WireMessage message) {
    ProducerRecord<String, byte[]> out =
        new ProducerRecord<>(topic, message.key(), message.value());
    message.headers().forEach((name, value) -> out.headers().add(name, bytes(value)));
    return out;
  }

  /// The record that sets a message aside as it was, with the reason and the place it came from.
  public static ProducerRecord<String, byte[]> deadLetter(
      ConsumerRecord<String, byte[]> in, String reason) {
    String topic = Topics.deadLettersOf(in.topic());
    ProducerRecord<String, byte[]> out =
        new ProducerRecord<>(topic, null, in.key(), in.value(), in.headers());
    replace(out.headers(), MessageHeaders.DEAD_LETTER_REASON, reason);
    replace(out.headers(), MessageHeaders.DEAD_LETTER_PLACE, place(in));
    return out;
  }

  /// Where a record stands: `topic-partition@offset`.
  public static String place(ConsumerRecord<String, byte[]> in) {
    return in.topic() + "-" + in.partition() + "@" + in.offset();
  }

  /// The last header of that name, as text.
  public static @Nullable String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void replace(Headers headers, String name, String value) {
    headers.remove(name).add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
