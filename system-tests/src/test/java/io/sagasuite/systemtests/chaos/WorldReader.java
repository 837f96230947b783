package io.sagasuite.systemtests.chaos;

import io.sagasuite.localstack.launcher.LocalStack;
import io.sagasuite.systemtests.chaos.RunHistory.Charge;
import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.Handled;
import io.sagasuite.systemtests.chaos.RunHistory.Stock;
import io.sagasuite.systemtests.chaos.RunHistory.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Collects what the participants did to the world, and what the payment gateway says of it.
final class WorldReader {

  private final DatabaseReader inventory;
  private final DatabaseReader payment;
  private final DatabaseReader shipping;
  private final DatabaseReader http;

  WorldReader(LocalStack stack) {
    inventory = new DatabaseReader(stack.jdbcUrl("inventory"));
    payment = new DatabaseReader(stack.jdbcUrl("payment"));
    shipping = new DatabaseReader(stack.jdbcUrl("shipping"));
    http = new DatabaseReader(stack.jdbcUrl("http"));
  }

  /// All that was done, but for these sagas.
  World read(Map<String, BigDecimal> stockAtStart, Set<UUID> others) {
    List<Handled> handled =
        Stream.of(inventory, payment, shipping, http)
            .flatMap(WorldReader::handled)
            .filter(one -> !others.contains(one.sagaId()))
            .toList();
    List<Effect> effects =
        Stream.of(reservations(), payments(), shipments())
            .flatMap(all -> all)
            .filter(one -> !others.contains(one.sagaId()))
            .toList();
    List<Charge> charges =
        charges().stream().filter(one -> !others.contains(one.sagaId())).toList();
    return new World(handled, effects, charges, stockBut(others), stockAtStart);
  }

  private static Stream<Handled> handled(DatabaseReader participant) {
    return participant
        .read(
            "SELECT saga_id, step, direction, outcome, handled_at FROM handled_command",
            row ->
                new Handled(
                    row.id("saga_id"),
                    row.text("step"),
                    row.text("direction"),
                    row.text("outcome"),
                    row.time("handled_at")))
        .stream();
  }

  private Stream<Effect> reservations() {
    return inventory
        .read(
            "SELECT saga_id, reservation_id, status, items FROM reservation",
            row ->
                new Effect(
                    row.id("saga_id"),
                    "reserve-stock",
                    row.text("reservation_id"),
                    row.text("status").equals("released"),
                    HistoryReader.itemsOf(row.text("items"))))
        .stream();
  }

  /// A payment that never moved money is no effect.
  private Stream<Effect> payments() {
    return payment
        .read(
            "SELECT saga_id, payment_id, status, amount, currency FROM payment"
                + " WHERE status IN ('captured', 'refunded')",
            row ->
                new Effect(
                    row.id("saga_id"),
                    "take-payment",
                    row.text("payment_id"),
                    row.text("status").equals("refunded"),
                    Map.of(row.text("currency"), row.decimal("amount"))))
        .stream();
  }

  private Stream<Effect> shipments() {
    return shipping
        .read(
            "SELECT saga_id, shipping_id, status FROM shipment",
            row ->
                new Effect(
                    row.id("saga_id"),
                    "create-label",
                    row.text("shipping_id"),
                    row.text("status").equals("cancelled"),
                    Map.of()))
        .stream();
  }

  /// Where money has moved at the gateway; what it refused or voided moved none.
  private List<Charge> charges() {
    return payment.read(
        "SELECT idempotency_key, status, amount, currency FROM sandbox_charge"
            + " WHERE status IN ('captured', 'refunded')",
        row ->
            new Charge(
                UUID.fromString(row.text("idempotency_key").substring(0, 36)),
                row.text("status"),
                Map.of(row.text("currency"), row.decimal("amount"))));
  }

  /// What other sagas hold would not add up with what these do.
  private List<Stock> stockBut(Set<UUID> others) {
    Set<String> theirs =
        reservations()
            .filter(one -> others.contains(one.sagaId()))
            .flatMap(one -> one.amounts().keySet().stream())
            .collect(Collectors.toSet());
    return stock().stream().filter(one -> !theirs.contains(one.productId())).toList();
  }

  private List<Stock> stock() {
    return inventory.read(
        "SELECT product_id, available, reserved FROM stock",
        row ->
            new Stock(row.text("product_id"), row.decimal("available"), row.decimal("reserved")));
  }
}
