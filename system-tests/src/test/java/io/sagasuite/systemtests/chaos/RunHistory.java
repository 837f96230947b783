package io.sagasuite.systemtests.chaos;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that one run left behind: what clients were promised, what the orchestrator wrote
/// down, what passed through the topics, and what the participants did to the world.
record RunHistory(
    List<AcceptedOrder> accepted, Orchestration sagas, List<TopicRecord> records, World world) {

  /// The order saga's steps that act on the world; each needs the one before it.
  static final List<String> STEPS = List.of("reserve-stock", "take-payment", "create-label");

  /// What a client was answered.
  ///
  /// @param sagaIds of all answers that it got for this order
  /// @param status the last view's
  record AcceptedOrder(String orderId, Set<UUID> sagaIds, String status) {}

  /// The orchestrator's tables.
  ///
  /// @param journal by saga and version
  record Orchestration(List<SagaRow> rows, List<OrderRow> orders, List<JournalRow> journal) {}

  record SagaRow(
      UUID sagaId,
      String status,
      long version,
      @Nullable Instant dueAt,
      Map<String, BigDecimal> items,
      Map<String, BigDecimal> price) {}

  record OrderRow(String orderId, UUID sagaId, @Nullable String idempotencyKey) {}

  record JournalRow(
      UUID sagaId, long version, Instant at, String status, List<JournalEvent> events) {}

  record TopicRecord(
      String topic,
      int partition,
      long offset,
      String key,
      Map<String, String> headers,
      Map<String, Object> value) {

    UUID sagaId() {
      return UUID.fromString(key);
    }

    String text(String field) {
      return String.valueOf(value.get(field));
    }

    String place() {
      return topic + "-" + partition + "@" + offset;
    }
  }

  /// The participants' tables.
  ///
  /// @param stockAtStart what the test put on the shelves, for the products it knows
  record World(
      List<Handled> handled,
      List<Effect> effects,
      List<Charge> charges,
      List<Stock> stock,
      Map<String, BigDecimal> stockAtStart) {}

  /// A command as its participant recorded it.
  ///
  /// @param outcome null while it has not been answered
  record Handled(UUID sagaId, String step, String direction, @Nullable String outcome, Instant at) {

    boolean succeeded() {
      return "succeeded".equals(outcome);
    }
  }

  /// A row of a participant's domain: a reservation, a payment, a shipment.
  ///
  /// @param amounts what it moves: pieces by product, or money by currency
  record Effect(
      UUID sagaId, String step, String id, boolean undone, Map<String, BigDecimal> amounts) {}

  /// What the payment gateway's own ledger says of one saga's money.
  record Charge(UUID sagaId, String status, Map<String, BigDecimal> price) {

    /// Money that has moved and has not come back.
    boolean isKept() {
      return status.equals("captured");
    }
  }

  record Stock(String productId, BigDecimal available, BigDecimal reserved) {}
}
