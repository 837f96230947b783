package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.orchestrator.store.JournalPosition;
import io.sagasuite.orchestrator.store.JournalTail.Cursor;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Publishes journal rows once each. What a partition ends with tells which rows it already has;
/// every record carries its row's place for that. Used by the event tail's thread alone.
@ApplicationScoped
class EventPublisher {

  /// Header of every published row: its place in the order of commits.
  static final String POSITION = "journal-position";

  private static final Logger LOGGER = Logger.getLogger(EventPublisher.class);
  private static final long ACKNOWLEDGE_TIMEOUT_MS = 5_000;

  private final KafkaClientService kafka;
  private final TopicEnds topics;
  private final Map<TopicPartition, JournalPosition> lastPositions = new HashMap<>();
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Map<String, Object> ends = new HashMap<>();

  EventPublisher(KafkaClientService kafka, TopicEnds topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  /// Takes over from the cursor and from what the topics hold; where to read on.
  long resume(Cursor cursor) {
    lastPositions.clear();
    partitions.clear();
    ends.clear();
    ends.putAll(cursor.ends());
    learn(Topics.EVENTS, cursor);
    long txid = cursor.txid();
    for (Map.Entry<String, Object> end : cursor.ends().entrySet()) {
      TopicPartition partition = partitionOf(end.getKey());
      learn(partition.topic(), cursor);
      JournalPosition last = lastPositions.getOrDefault(partition, JournalPosition.START);
      long held = topics.end(partition);
      if (held < ((Number) end.getValue()).longValue()) {
        ends.put(end.getKey(), held);
        LOGGER.warnf("partition=%s has lost messages since, going back to %s", partition, last);
        txid = Math.min(txid, Math.max(0, last.txid() - 1));
      }
    }
    return txid;
  }

  private void learn(String topic, Cursor cursor) {
    if (partitions.containsKey(topic)) {
      return;
    }
    partitions.put(topic, producer().partitionsFor(topic).size());
    topics
        .lastPositions(topic)
        .forEach((partition, position) -> {
          if (position.txid() < cursor.horizon()) {
            lastPositions.put(partition, position);
          } else {
            LOGGER.warnf(
                "partition=%s is ahead of this database, its end is not heeded", partition);
          }
        });
  }

  /// Next offset of every partition written to, by `topic-partition`.
  Map<String, Object> ends() {
    return ends;
  }

  /// Returns when the broker has all rows.
  void publish(List<TailRow> rows) {
    Producer<String, byte[]> producer = producer();
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (TailRow row : rows) {
      for (ProducerRecord<String, byte[]> message : EventMessages.of(row)) {
        send(producer, row.position(), message, sent);
      }
    }
    sent.forEach(this::acknowledged);
  }

  private void send(
      Producer<String, byte[]> producer,
      JournalPosition position,
      ProducerRecord<String, byte[]> message,
      List<Future<RecordMetadata>> sent) {
    int count =
        partitions.computeIfAbsent(message.topic(), topic -> producer.partitionsFor(topic).size());
    TopicPartition partition =
        new TopicPartition(message.topic(), TopicEnds.partitionOf(message.key(), count));
    JournalPosition last = lastPositions.get(partition);
    if (last != null && position.compareTo(last) <= 0) {
      return;
    }
    ProducerRecord<String, byte[]> placed =
        new ProducerRecord<>(
            message.topic(),
            partition.partition(),
            message.key(),
            message.value(),
            message.headers());
    placed.headers().add(POSITION, position.toString().getBytes(StandardCharsets.UTF_8));
    sent.add(producer.send(placed));
  }

  private void acknowledged(Future<RecordMetadata> acknowledgement) {
    try {
      RecordMetadata metadata = acknowledgement.get(ACKNOWLEDGE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      String partition = metadata.topic() + "-" + metadata.partition();
      Object before = ends.put(partition, metadata.offset() + 1);
      if (before instanceof Number end && metadata.offset() < end.longValue()) {
        ends.put(partition, before);
        throw new KafkaException(partition + " has lost messages");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(e);
    }
  }

  private Producer<String, byte[]> producer() {
    return kafka.<String, byte[]>getProducer("events").unwrap();
  }

  private static TopicPartition partitionOf(String name) {
    int dash = name.lastIndexOf('-');
    return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
  }
}
