package io.sagasuite.systemtests.chaos;

import static io.sagasuite.systemtests.chaos.HistoryFixture.PROCESSED;
import static io.sagasuite.systemtests.chaos.HistoryFixture.REJECTED;
import static io.sagasuite.systemtests.chaos.HistoryFixture.at;
import static io.sagasuite.systemtests.chaos.HistoryFixture.attempt;
import static io.sagasuite.systemtests.chaos.HistoryFixture.retry;
import static io.sagasuite.systemtests.chaos.HistoryFixture.step;

import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import io.sagasuite.systemtests.chaos.RunHistory.OrderRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.TopicRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Faults of a history that take more than one change of a list.
final class HistoryFaults {

  private HistoryFaults() {}

  static void releaseBeforeRefund(HistoryFixture h) {
    int turning = 9;
    JournalRow row = h.journal.get(turning);
    List<JournalEvent> events =
        List.of(
            new JournalEvent(step("StepFailed", "create-label")),
            new JournalEvent(attempt("reserve-stock", "compensate", 1, 3)),
            new JournalEvent(attempt("take-payment", "compensate", 1, 3)));
    h.journal.set(
        turning, new JournalRow(row.sagaId(), row.version(), row.at(), row.status(), events));
  }

  static void executeAfterUndo(HistoryFixture h) {
    h.transition(REJECTED, 7, "compensating", attempt("take-payment", 2, 7));
  }

  static void dropFirstEvent(HistoryFixture h) {
    TopicRecord first =
        h.records.stream().filter(r -> r.topic().equals("saga.events")).findFirst().orElseThrow();
    h.records.remove(first);
  }

  static void swapEvents(HistoryFixture h) {
    List<TopicRecord> events =
        h.records.stream().filter(r -> r.topic().equals("saga.events")).limit(2).toList();
    h.records.removeAll(events);
    h.records.add(atOffset(events.get(0), 1));
    h.records.add(atOffset(events.get(1), 0));
  }

  private static TopicRecord atOffset(TopicRecord event, long offset) {
    return new TopicRecord(
        event.topic(), event.partition(), offset, event.key(), event.headers(), event.value());
  }

  static void sameAttemptAgain(HistoryFixture h) {
    h.transition(PROCESSED, 8, "running", attempt("take-payment", 2, 8));
  }

  static void unplannedAttempt(HistoryFixture h) {
    h.transition(PROCESSED, 8, "running", attempt("create-label", 2, 8));
  }

  static void earlyTimeout(HistoryFixture h) {
    Map<String, Object> timeout = new HashMap<>(retry("create-label", 1, 9));
    timeout.put("code", "timeout");
    h.transition(PROCESSED, 8, "running", timeout);
  }

  static void dueAlthoughEnded(HistoryFixture h) {
    SagaRow row = h.sagas.get(0);
    h.sagas.set(
        0,
        new SagaRow(row.sagaId(), row.status(), row.version(), at(900), row.items(), row.price()));
  }

  static void eventOfNothing(HistoryFixture h) {
    h.message("saga.events", new UUID(0, 9), Map.of("version", 1, "events", List.of()));
  }

  static void sameKey(HistoryFixture h) {
    h.orders.replaceAll(order -> new OrderRow(order.orderId(), order.sagaId(), "key"));
  }

  static void commandWithoutIntent(HistoryFixture h) {
    h.message(
        "payment.commands",
        PROCESSED,
        Map.of("step", "take-payment", "direction", "execute", "attempt", 7));
  }
}
