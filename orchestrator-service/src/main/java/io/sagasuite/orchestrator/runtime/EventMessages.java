package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.MessageLimits;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.SagaEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/// The messages of one journal row: the row itself for `saga.events`, and every event that a
/// publishing step put into it for the topic that the step names.
final class EventMessages {

  private static final String TRANSITIONED = "saga.transitioned";
  private static final byte[] JSON = bytes("application/json");
  private static final byte[] SPEC_VERSION = bytes("1.0");
  private static final byte[] SOURCE = bytes("/orchestrator");

  /// An event that no broker would take must not hold up those behind it; the journal has it all. A
  /// character may take three bytes.
  private static final int EVENT_CHARS_MAX = MessageLimits.REQUEST_BYTES_MAX / 4;

  private static final String TOO_LARGE = "[{\"type\":\"EventsTooLarge\"}]";
  private static final Logger LOGGER = Logger.getLogger(EventMessages.class);

  private EventMessages() {}

  static List<ProducerRecord<String, byte[]>> of(TailRow row) {
    ProducerRecord<String, byte[]> transition = transition(row);
    if (!row.publishes()) {
      return List.of(transition);
    }
    List<ProducerRecord<String, byte[]>> messages = new ArrayList<>(2);
    messages.add(transition);
    for (Map<String, Object> event : SagaEventCodec.decode(row.events())) {
      if ("EventPublished".equals(event.get("type"))) {
        messages.add(published(row, event));
      }
    }
    return messages;
  }

  /// The row's columns need no escaping, and its events are JSON already.
  private static ProducerRecord<String, byte[]> transition(TailRow row) {
    String saga = row.position().sagaId().toString();
    boolean fits = row.events().length() <= EVENT_CHARS_MAX;
    String value =
        "{\"sagaId\":\""
            + saga
            + "\",\"definition\":\""
            + row.definition()
            + "\",\"version\":"
            + row.position().version()
            + ",\"status\":\""
            + row.status()
            + "\",\"at\":\""
            + row.at()
            + "\",\"trigger\":\""
            + row.trigger()
            + "\",\"events\":"
            + (fits ? row.events() : TOO_LARGE)
            + "}";
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.EVENTS, saga, value.getBytes(StandardCharsets.UTF_8));
    headers(message, row, saga + ":" + row.position().version(), TRANSITIONED);
    return message;
  }

  private static ProducerRecord<String, byte[]> published(TailRow row, Map<String, Object> event) {
    String saga = row.position().sagaId().toString();
    String data = JsonTree.text(json -> JsonText.write(json, event.get("data")));
    if (data.length() > EVENT_CHARS_MAX) {
      try (var _ = LogContext.of(saga, row.traceparent())) {
        LOGGER.errorf("saga-id=%s published %d characters: too many", saga, data.length());
      }
      data = "{}";
    }
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            String.valueOf(event.get("topic")), saga, data.getBytes(StandardCharsets.UTF_8));
    String id = saga + ":" + row.position().version() + ":" + event.get("step");
    headers(message, row, id, String.valueOf(event.get("event")));
    return message;
  }

  private static void headers(
      ProducerRecord<String, byte[]> message, TailRow row, String id, String type) {
    Headers headers = message.headers();
    headers.add(MessageHeaders.CONTENT_TYPE, JSON);
    headers.add(MessageHeaders.SPEC_VERSION, SPEC_VERSION);
    headers.add(MessageHeaders.ID, bytes(id));
    headers.add(MessageHeaders.TYPE, bytes(type));
    headers.add(MessageHeaders.SOURCE, SOURCE);
    headers.add(MessageHeaders.SUBJECT, bytes(message.key()));
    headers.add(MessageHeaders.TIME, bytes(row.at()));
    headers.add(EventPublisher.POSITION, EventPublisher.positionOf(row));
    if (row.traceparent() != null) {
      headers.add(MessageHeaders.TRACEPARENT, bytes(row.traceparent()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
