package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.AcceptedOrder;
import io.sagasuite.systemtests.chaos.RunHistory.OrderRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// I1 and I11: what was promised to clients.
final class OrderChecks {

  private static final Map<String, Set<String>> VIEWS =
      Map.of(
          "completed", Set.of("processed"),
          "compensated", Set.of("rejected", "cancelled"),
          "failed", Set.of("rejected"),
          "parked", Set.of("parked"));

  private OrderChecks() {}

  static List<Violation> everyAcceptedOrderEnds(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    Map<UUID, SagaRow> rows = rowsById(history);
    for (SagaRow row : rows.values()) {
      if (!VIEWS.containsKey(row.status())) {
        found.add(Invariant.I1.brokenBy(row.sagaId(), "is still " + row.status()));
      }
    }
    for (AcceptedOrder order : history.accepted()) {
      SagaRow row = order.sagaIds().stream().map(rows::get).findFirst().orElse(null);
      if (row == null) {
        found.add(Invariant.I1.brokenBy(order.orderId(), "was accepted, and has no saga"));
      } else if (!VIEWS.getOrDefault(row.status(), Set.of()).contains(order.status())) {
        String evidence = "reads " + order.status() + ", but its saga is " + row.status();
        found.add(Invariant.I1.brokenBy(order.orderId(), evidence));
      }
    }
    found.addAll(parkedWithoutEvidence(history));
    return found;
  }

  private static List<Violation> parkedWithoutEvidence(RunHistory history) {
    Map<UUID, SagaJournal> journals =
        SagaJournal.all(history).stream()
            .collect(Collectors.toMap(SagaJournal::sagaId, Function.identity()));
    return history.sagas().rows().stream()
        .filter(row -> row.status().equals("parked"))
        .map(SagaRow::sagaId)
        .filter(id -> !hasEvidence(journals.get(id)))
        .map(id -> Invariant.I1.brokenBy(id, "is parked without saying why"))
        .toList();
  }

  private static boolean hasEvidence(SagaJournal journal) {
    return journal != null
        && journal.has(e -> e.is("SagaParked") && e.fields().get("code") != null)
        && journal.has(e -> e.is("StepParked"));
  }

  static List<Violation> oneSubmissionIsOneSaga(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    Map<String, UUID> sagaOfOrder =
        history.sagas().orders().stream()
            .collect(Collectors.toMap(OrderRow::orderId, OrderRow::sagaId, (a, b) -> a));
    for (AcceptedOrder order : history.accepted()) {
      UUID stored = sagaOfOrder.get(order.orderId());
      if (!order.sagaIds().equals(stored == null ? Set.of() : Set.of(stored))) {
        String evidence = "was answered with " + order.sagaIds() + ", stored is " + stored;
        found.add(Invariant.I11.brokenBy(order.orderId(), evidence));
      }
    }
    found.addAll(repeated(history, OrderRow::orderId));
    found.addAll(repeated(history, OrderRow::idempotencyKey));
    found.addAll(sagasWithoutOrder(history));
    return found;
  }

  private static List<Violation> repeated(RunHistory history, Function<OrderRow, String> key) {
    Set<String> seen = new HashSet<>();
    return history.sagas().orders().stream()
        .map(key)
        .filter(Objects::nonNull)
        .filter(value -> !seen.add(value))
        .map(value -> Invariant.I11.brokenBy(value, "has more than one saga"))
        .toList();
  }

  /// A second saga of one submission would be one that no order points to.
  private static List<Violation> sagasWithoutOrder(RunHistory history) {
    Set<UUID> known =
        history.sagas().orders().stream().map(OrderRow::sagaId).collect(Collectors.toSet());
    return history.sagas().rows().stream()
        .map(SagaRow::sagaId)
        .filter(id -> !known.contains(id))
        .map(id -> Invariant.I11.brokenBy(id, "belongs to no order"))
        .toList();
  }

  private static Map<UUID, SagaRow> rowsById(RunHistory history) {
    return history.sagas().rows().stream()
        .collect(Collectors.toMap(SagaRow::sagaId, Function.identity()));
  }
}
