package io.sagasuite.systemtests.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.systemtests.TopicReader;
import io.sagasuite.systemtests.chaos.RunHistory.AcceptedOrder;
import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import io.sagasuite.systemtests.chaos.RunHistory.Orchestration;
import io.sagasuite.systemtests.chaos.RunHistory.OrderRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.TopicRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Collects what a run has left behind: the orchestrator's tables and every record of every topic.
final class HistoryReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};
  private static final List<String> TOPICS =
      Stream.of(
              "inventory.commands",
              "payment.commands",
              "shipping.commands",
              "http.commands",
              "saga.replies")
          .flatMap(topic -> Stream.of(topic, topic + ".dlq"))
          .toList();

  private final LocalStack stack;
  private final DatabaseReader orchestrator;

  HistoryReader(LocalStack stack) {
    this.stack = stack;
    orchestrator = new DatabaseReader(stack.jdbcUrl("orchestrator"));
  }

  /// The history of all orders; sagas of other definitions are other tests' business.
  RunHistory read(List<AcceptedOrder> accepted, Map<String, BigDecimal> stockAtStart) {
    Set<UUID> others = sagasOfOtherDefinitions();
    return new RunHistory(
        accepted,
        orchestration(),
        records(others),
        new WorldReader(stack).read(stockAtStart, others));
  }

  private Set<UUID> sagasOfOtherDefinitions() {
    return Set.copyOf(
        orchestrator.read(
            "SELECT saga_id FROM saga WHERE definition <> 'order'", row -> row.id("saga_id")));
  }

  boolean databaseAnswers() {
    try {
      return orchestrator.read("SELECT 1 AS n", row -> row.number("n")).size() == 1;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  /// How many sagas are still to move by themselves.
  long unfinished() {
    return orchestrator
        .read(
            "SELECT count(*) AS n FROM saga WHERE status IN ('running', 'compensating', 'paused')",
            row -> row.number("n"))
        .getFirst();
  }

  /// How many journal rows there are.
  long journalRows() {
    return orchestrator
        .read("SELECT count(*) AS n FROM journal", row -> row.number("n"))
        .getFirst();
  }

  /// How many records a topic holds.
  long recordsOn(String topic) {
    return TopicReader.readAll(stack.bootstrapServers(), List.of(topic)).size();
  }

  private Orchestration orchestration() {
    return new Orchestration(sagas(), orders(), journal());
  }

  private List<SagaRow> sagas() {
    return orchestrator.read(
        "SELECT saga_id, status, version, due_at, input FROM saga WHERE definition = 'order'",
        row -> {
          Map<String, Object> input = parse(row.text("input"), OBJECT);
          return new SagaRow(
              row.id("saga_id"),
              row.text("status"),
              row.number("version"),
              row.time("due_at"),
              items(input.get("items")),
              Map.of(
                  String.valueOf(input.get("currency")),
                  new BigDecimal(String.valueOf(input.get("amount")))));
        });
  }

  private List<OrderRow> orders() {
    return orchestrator.read(
        "SELECT order_id, saga_id, idempotency_key FROM orders",
        row -> new OrderRow(row.text("order_id"), row.id("saga_id"), row.text("idempotency_key")));
  }

  private List<JournalRow> journal() {
    return orchestrator.read(
        "SELECT saga_id, version, at, status, events FROM journal WHERE definition = 'order'"
            + " ORDER BY saga_id, version",
        row ->
            new JournalRow(
                row.id("saga_id"),
                row.number("version"),
                row.time("at"),
                row.text("status"),
                parse(row.text("events"), OBJECTS).stream().map(JournalEvent::new).toList()));
  }

  private List<TopicRecord> records(Set<UUID> others) {
    List<String> topics =
        Stream.concat(TOPICS.stream(), Stream.of("saga.events", "order.events")).toList();
    Set<String> otherKeys = others.stream().map(UUID::toString).collect(Collectors.toSet());
    return TopicReader.readAll(stack.bootstrapServers(), topics).stream()
        .filter(message -> !otherKeys.contains(message.key()))
        .filter(message -> !TopicReader.NOBODY.equals(message.key()))
        .map(HistoryReader::record)
        .toList();
  }

  private static TopicRecord record(ConsumerRecord<String, String> message) {
    Map<String, String> headers = new HashMap<>();
    StreamSupport.stream(message.headers().spliterator(), false)
        .forEach(header -> headers.put(header.key(), text(header)));
    Map<String, Object> value =
        message.topic().endsWith(".dlq")
            ? Map.of("text", message.value())
            : parse(message.value(), OBJECT);
    return new TopicRecord(
        message.topic(), message.partition(), message.offset(), message.key(), headers, value);
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  /// Pieces by product, of a list of order lines.
  static Map<String, BigDecimal> items(Object lines) {
    Map<String, BigDecimal> items = new HashMap<>();
    for (Object line : (List<?>) lines) {
      Map<?, ?> fields = (Map<?, ?>) line;
      BigDecimal quantity = new BigDecimal(String.valueOf(fields.get("quantity")));
      items.merge(String.valueOf(fields.get("productId")), quantity, BigDecimal::add);
    }
    return items;
  }

  static Map<String, BigDecimal> itemsOf(String json) {
    return items(parse(json, new TypeReference<List<Object>>() {}));
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + json, e);
    }
  }
}
