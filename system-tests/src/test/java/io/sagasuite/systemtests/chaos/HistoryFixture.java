package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.AcceptedOrder;
import io.sagasuite.systemtests.chaos.RunHistory.Charge;
import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.Handled;
import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import io.sagasuite.systemtests.chaos.RunHistory.OrderRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.Stock;
import io.sagasuite.systemtests.chaos.RunHistory.TopicRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A small history that is right: one order processed at its second attempt to be paid, one rolled
/// back because it cannot be shipped. Tests plant what is wrong into its open lists.
final class HistoryFixture {

  static final UUID PROCESSED = new UUID(0, 1);
  static final UUID REJECTED = new UUID(0, 2);

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Map<String, BigDecimal> ITEMS = Map.of("widget", new BigDecimal(2));
  private static final Map<String, BigDecimal> PRICE = Map.of("EUR", new BigDecimal("49.90"));

  final List<AcceptedOrder> accepted = new ArrayList<>();
  final List<SagaRow> sagas = new ArrayList<>();
  final List<OrderRow> orders = new ArrayList<>();
  final List<JournalRow> journal = new ArrayList<>();
  final List<TopicRecord> records = new ArrayList<>();
  final List<Handled> handled = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final List<Charge> charges = new ArrayList<>();
  final List<Stock> stock = new ArrayList<>();

  HistoryFixture() {
    addProcessed();
    addRejected();
    stock.add(new Stock("widget", new BigDecimal(98), new BigDecimal(2)));
  }

  RunHistory history() {
    return new RunHistory(
        accepted,
        new RunHistory.Orchestration(sagas, orders, journal),
        records,
        new RunHistory.World(
            handled, effects, charges, stock, Map.of("widget", new BigDecimal(100))));
  }

  /// Changes the one element that the predicate finds.
  static <T> void change(List<T> list, int index, UnaryOperator<T> change) {
    list.set(index, change.apply(list.get(index)));
  }

  static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private void addProcessed() {
    UUID id = PROCESSED;
    transition(id, 0, "running", started(), attempt("reserve-stock", "execute", 1, 0));
    transition(
        id, 1, "running", step("StepSucceeded", "reserve-stock"), attempt("take-payment", 1, 1));
    transition(id, 2, "running", retry("take-payment", 1, 4));
    transition(id, 4, "running", attempt("take-payment", 2, 4));
    transition(
        id, 5, "running", step("StepSucceeded", "take-payment"), attempt("create-label", 1, 5));
    transition(
        id, 6, "completed", step("StepSucceeded", "create-label"), Map.of("type", "SagaCompleted"));
    message("order.events", id, Map.of("orderId", "o-1"));
    end(id, "o-1", "processed");
    effect(id, "reserve-stock", false, ITEMS, 1, 0);
    effect(id, "take-payment", false, PRICE, 5, 0);
    effect(id, "create-label", false, Map.of(), 6, 0);
    charges.add(new Charge(id, "captured", PRICE));
  }

  private void addRejected() {
    UUID id = REJECTED;
    transition(id, 0, "running", started(), attempt("reserve-stock", "execute", 1, 0));
    transition(
        id, 1, "running", step("StepSucceeded", "reserve-stock"), attempt("take-payment", 1, 1));
    transition(
        id, 2, "running", step("StepSucceeded", "take-payment"), attempt("create-label", 1, 2));
    transition(
        id,
        3,
        "compensating",
        step("StepFailed", "create-label"),
        Map.of("type", "SagaTurned", "reason", "failed"),
        attempt("take-payment", "compensate", 1, 3));
    transition(
        id,
        4,
        "compensating",
        step("StepCompensated", "take-payment"),
        attempt("reserve-stock", "compensate", 1, 4));
    transition(
        id,
        5,
        "compensated",
        step("StepCompensated", "reserve-stock"),
        Map.of("type", "SagaCompensated"));
    end(id, "o-2", "rejected");
    effect(id, "reserve-stock", true, ITEMS, 1, 5);
    effect(id, "take-payment", true, PRICE, 2, 4);
    charges.add(new Charge(id, "refunded", PRICE));
  }

  @SafeVarargs
  final void transition(UUID saga, long second, String status, Map<String, Object>... events) {
    long version = 1 + journal.stream().filter(row -> row.sagaId().equals(saga)).count();
    List<JournalEvent> list = List.of(events).stream().map(JournalEvent::new).toList();
    journal.add(new JournalRow(saga, version, at(second), status, list));
    Map<String, Object> value =
        Map.of("version", version, "status", status, "events", List.of(events));
    message("saga.events", saga, value);
    list.stream().filter(e -> e.is("StepStarted")).forEach(e -> command(saga, e));
  }

  private void command(UUID saga, JournalEvent started) {
    Map<String, Object> fields = new HashMap<>(started.fields());
    fields.keySet().retainAll(Set.of("step", "direction", "attempt"));
    message("inventory.commands", saga, fields);
  }

  void message(String topic, UUID saga, Map<String, Object> value) {
    long offset = records.stream().filter(record -> record.topic().equals(topic)).count();
    records.add(new TopicRecord(topic, 0, offset, saga.toString(), Map.of(), value));
  }

  void reply(UUID saga, String step, String direction, String outcome, Map<String, Object> output) {
    message(
        "saga.replies",
        saga,
        Map.of("step", step, "direction", direction, "outcome", outcome, "output", output));
  }

  private void end(UUID saga, String orderId, String view) {
    JournalRow last = journal.getLast();
    sagas.add(new SagaRow(saga, last.status(), last.version(), null, ITEMS, PRICE));
    orders.add(new OrderRow(orderId, saga, null));
    accepted.add(new AcceptedOrder(orderId, Set.of(saga), view));
  }

  private void effect(
      UUID saga,
      String step,
      boolean undone,
      Map<String, BigDecimal> amounts,
      long doneSecond,
      long undoneSecond) {
    effects.add(new Effect(saga, step, saga + "/" + step, undone, amounts));
    handled.add(new Handled(saga, step, "execute", "succeeded", at(doneSecond)));
    reply(saga, step, "execute", "succeeded", Map.of("id", step));
    if (undone) {
      handled.add(new Handled(saga, step, "compensate", "succeeded", at(undoneSecond)));
      reply(saga, step, "compensate", "succeeded", Map.of());
    }
  }

  static Map<String, Object> started() {
    return Map.of("type", "SagaStarted", "deadlineAt", at(900).toString());
  }

  static Map<String, Object> step(String type, String step) {
    return Map.of("type", type, "step", step, "outcomeUnknown", false);
  }

  static Map<String, Object> attempt(String step, int attempt, long second) {
    return attempt(step, "execute", attempt, second);
  }

  static Map<String, Object> attempt(String step, String direction, int attempt, long second) {
    return Map.of(
        "type",
        "StepStarted",
        "step",
        step,
        "direction",
        direction,
        "attempt",
        attempt,
        "timeoutAt",
        at(second + 10).toString());
  }

  static Map<String, Object> retry(String step, int attempt, long retrySecond) {
    return Map.of(
        "type",
        "RetryScheduled",
        "step",
        step,
        "direction",
        "execute",
        "attempt",
        attempt,
        "retryAt",
        at(retrySecond).toString(),
        "code",
        "gateway_unavailable");
  }
}
