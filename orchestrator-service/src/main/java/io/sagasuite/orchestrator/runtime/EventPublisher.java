package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.orchestrator.runtime.TopicEnds.End;
import io.sagasuite.orchestrator.store.JournalPosition;
import io.sagasuite.orchestrator.store.JournalTail.Cursor;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/// Publishes journal rows once each, for one holder of the tail. Every record carries its row's
/// place, so what the topics hold behind the remembered offsets tells which rows they already have.
final class EventPublisher implements AutoCloseable {

  /// Header of every published row: its place in the order of commits.
  static final String POSITION = "journal-position";

  private static final Logger LOGGER = Logger.getLogger(EventPublisher.class);
  private static final long ACKNOWLEDGE_TIMEOUT_MS = 35_000;

  private final Producer<String, byte[]> producer;
  private final TopicEnds topics;
  private final Cursor cursor;
  private final Map<String, Set<JournalPosition>> present = new HashMap<>();
  private final Map<String, Object> ends;
  private Map<String, Object> remembered;
  private long resumeAt;

  EventPublisher(Producer<String, byte[]> producer, TopicEnds topics, Cursor cursor) {
    this.producer = producer;
    this.topics = topics;
    this.cursor = cursor;
    this.ends = new HashMap<>(cursor.ends());
    this.remembered = cursor.ends();
    this.resumeAt = cursor.txid();
  }

  /// Looks at what the topics hold; the transaction behind which to read on. When a topic has lost
  /// messages that is further back, and everything that the topics hold is looked at.
  long resume() {
    learnAll();
    if (resumeAt < cursor.txid()) {
      remembered = Map.of();
      present.clear();
      learnAll();
    }
    return resumeAt;
  }

  private void learnAll() {
    learn(Topics.EVENTS);
    for (String partition : cursor.ends().keySet()) {
      learn(partition.substring(0, partition.lastIndexOf('-')));
    }
  }

  /// The positions that a topic already holds, as far as they may come again.
  private Set<JournalPosition> learn(String topic) {
    Set<JournalPosition> known = present.get(topic);
    if (known != null) {
      return known;
    }
    Set<JournalPosition> positions = new HashSet<>();
    topics.read(topic, remembered).forEach((partition, end) -> learn(partition, end, positions));
    present.put(topic, positions);
    return positions;
  }

  private void learn(TopicPartition partition, End end, Set<JournalPosition> positions) {
    ends.put(partition.toString(), end.offset());
    if (end.lost()) {
      long last = end.positions().isEmpty() ? 0 : end.positions().getLast().txid();
      LOGGER.errorf("partition=%s has lost messages behind txid=%d", partition, last);
      resumeAt = Math.min(resumeAt, Math.max(0, last - 1));
    }
    positions.addAll(end.positions());
  }

  /// Next offset of every partition written to, by `topic-partition`.
  Map<String, Object> ends() {
    return ends;
  }

  /// Returns when the broker has all rows.
  void publish(List<TailRow> rows) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (TailRow row : rows) {
      for (ProducerRecord<String, byte[]> message : EventMessages.of(row)) {
        if (!learn(message.topic()).remove(row.position())) {
          sent.add(producer.send(message));
        }
      }
    }
    sent.forEach(this::acknowledged);
  }

  private void acknowledged(Future<RecordMetadata> acknowledgement) {
    try {
      RecordMetadata metadata = acknowledgement.get(ACKNOWLEDGE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      String partition = metadata.topic() + "-" + metadata.partition();
      Object expected = ends.get(partition);
      if (expected instanceof Number end && metadata.offset() < end.longValue()) {
        throw new KafkaException(partition + " has lost messages");
      }
      ends.put(partition, metadata.offset() + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(e);
    }
  }

  /// Ends the producer at once; what has not left yet never will.
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  /// The header that tells a row's place.
  static byte[] positionOf(TailRow row) {
    return row.position().toString().getBytes(StandardCharsets.UTF_8);
  }
}
