package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.MessageHeaders;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.store.JsonTree;
import io.sagasuite.orchestrator.store.SagaEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The messages of one journal row: the row itself for `saga.events`, and every event that a
/// publishing step put into it for the topic that the step names.
final class EventMessages {

  private static final String TRANSITIONED = "saga.transitioned";

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
            + row.events()
            + "}";
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(Topics.EVENTS, saga, value.getBytes(StandardCharsets.UTF_8));
    headers(message, row, saga + ":" + row.position().version(), TRANSITIONED);
    return message;
  }

  private static ProducerRecord<String, byte[]> published(TailRow row, Map<String, Object> event) {
    String saga = row.position().sagaId().toString();
    String data = JsonTree.text(json -> JsonTree.write(json, event.get("data")));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            String.valueOf(event.get("topic")), saga, data.getBytes(StandardCharsets.UTF_8));
    String id = saga + ":" + row.position().version() + ":" + event.get("step");
    headers(message, row, id, String.valueOf(event.get("event")));
    return message;
  }

  private static void headers(
      ProducerRecord<String, byte[]> message, TailRow row, String id, String type) {
    header(message, MessageHeaders.CONTENT_TYPE, "application/json");
    header(message, MessageHeaders.SPEC_VERSION, "1.0");
    header(message, MessageHeaders.ID, id);
    header(message, MessageHeaders.TYPE, type);
    header(message, MessageHeaders.SOURCE, "/orchestrator");
    header(message, MessageHeaders.SUBJECT, message.key());
    header(message, MessageHeaders.TIME, row.at());
    if (row.traceparent() != null) {
      header(message, MessageHeaders.TRACEPARENT, row.traceparent());
    }
  }

  private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
