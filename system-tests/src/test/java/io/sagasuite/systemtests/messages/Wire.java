package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.orchestrator.store.JournalPosition;
import io.sagasuite.orchestrator.store.JournalTail.TailRow;
import io.sagasuite.orchestrator.store.SagaEventCodec;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Every form of every message, as the suite itself writes it.
///
/// @param headers as text, in their order
/// @param body as JSON
record Wire(ObjectNode headers, ObjectNode body) {

  private static final int TOO_MANY_CHARACTERS = 3_000_000;

  static List<Wire> commands() {
    return Samples.of(CommandMessage.class).stream()
        .map(command -> of(new MessageCodec("/" + Samples.TEXT).encode(command, Samples.AT)))
        .toList();
  }

  static List<Wire> replies() {
    return Samples.of(ReplyMessage.class).stream()
        .map(reply -> of(new MessageCodec("/" + Samples.TEXT).encode(reply, Samples.AT)))
        .toList();
  }

  /// One journal row in every status, with and without a trace.
  static List<Wire> transitions() {
    return Stream.concat(
            Arrays.stream(SagaStatus.values()).map(status -> row(status.wire(), Samples.TEXT, "")),
            Stream.of(row(SagaStatus.RUNNING.wire(), null, "")))
        .map(row -> of(messages(row).getFirst()))
        .toList();
  }

  /// What a publishing step adds to a row, for a topic of its own.
  static List<Wire> published() {
    String event =
        """
        {"type":"EventPublished","step":"text","event":"text","topic":"text","data":{}}\
        """;
    return Stream.of(row("running", Samples.TEXT, event), row("running", null, event))
        .map(row -> of(messages(row).getLast()))
        .toList();
  }

  /// Every event in every form, by its name; also what stands for events that were too large.
  static Map<String, List<ObjectNode>> events() {
    String large = "\"" + "x".repeat(TOO_MANY_CHARACTERS) + "\"";
    ProducerRecord<String, byte[]> tooLarge = messages(row("running", null, large)).getFirst();
    Map<String, List<ObjectNode>> events = new LinkedHashMap<>();
    Stream.concat(
            Samples.of(SagaEvent.class).stream()
                .map(event -> (ObjectNode) json(SagaEventCodec.encode(List.of(event))).get(0)),
            Stream.of((ObjectNode) of(tooLarge).body().path("events").get(0)))
        .forEach(event ->
            events.computeIfAbsent(event.path("type").asText(), _ -> new ArrayList<>()).add(event));
    return events;
  }

  /// A message that was set aside.
  static ObjectNode deadLetterHeaders() {
    var found = new ConsumerRecord<>(Topics.REPLIES, 0, 0, Samples.TEXT, new byte[0]);
    return headers(KafkaRecords.deadLetter(found, Samples.TEXT));
  }

  private static Wire of(WireMessage message) {
    return of(KafkaRecords.of(Samples.TEXT, message));
  }

  private static Wire of(ProducerRecord<String, byte[]> message) {
    String body = new String(message.value(), StandardCharsets.UTF_8);
    return new Wire(headers(message), (ObjectNode) json(body));
  }

  private static ObjectNode headers(ProducerRecord<String, byte[]> message) {
    ObjectNode headers = Observed.JSON.createObjectNode();
    for (Header header : message.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  private static TailRow row(String status, @Nullable String traceparent, String events) {
    return new TailRow(
        new JournalPosition(1, Samples.ID, 1),
        Samples.TEXT,
        status,
        Samples.AT.toString(),
        Samples.TEXT,
        traceparent,
        events.contains("EventPublished"),
        "[" + events + "]");
  }

  /// The orchestrator keeps this to itself; a description that copied it would not be one.
  @SuppressWarnings("unchecked")
  private static List<ProducerRecord<String, byte[]>> messages(TailRow row) {
    try {
      Class<?> writer = Class.forName("io.sagasuite.orchestrator.runtime.EventMessages");
      Method of = writer.getDeclaredMethod("of", TailRow.class);
      of.setAccessible(true);
      return (List<ProducerRecord<String, byte[]>>) of.invoke(null, row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the orchestrator writes events in another way", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Observed.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
