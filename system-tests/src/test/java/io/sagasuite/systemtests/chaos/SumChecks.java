package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.Charge;
import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.Stock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// I6: nothing is made and nothing is lost. What a parked saga holds it keeps, so its pieces and
/// its money count as what they are.
final class SumChecks {

  private SumChecks() {}

  static List<Violation> stockAndMoneyAddUp(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    Map<String, BigDecimal> held =
        sum(
            history.world().effects().stream()
                .filter(effect -> effect.step().equals("reserve-stock") && !effect.undone())
                .map(Effect::amounts));
    for (Stock stock : history.world().stock()) {
      found.addAll(wrongStock(stock, held.getOrDefault(stock.productId(), BigDecimal.ZERO)));
      found.addAll(lostStock(stock, history.world().stockAtStart()));
    }
    found.addAll(wrongPieces(history));
    found.addAll(wrongMoney(history));
    return found;
  }

  private static List<Violation> wrongStock(Stock stock, BigDecimal held) {
    boolean negative = stock.available().signum() < 0 || stock.reserved().signum() < 0;
    return negative || stock.reserved().compareTo(held) != 0
        ? List.of(
            Invariant.I6.brokenBy(stock.productId(), stock + ", but reservations hold " + held))
        : List.of();
  }

  private static List<Violation> lostStock(Stock stock, Map<String, BigDecimal> atStart) {
    BigDecimal start = atStart.get(stock.productId());
    BigDecimal now = stock.available().add(stock.reserved());
    return start == null || start.compareTo(now) == 0
        ? List.of()
        : List.of(Invariant.I6.brokenBy(stock.productId(), start + " at the start, now " + stock));
  }

  /// Each reservation holds what its order asked for, no more and no less.
  private static List<Violation> wrongPieces(RunHistory history) {
    Map<UUID, SagaRow> sagas = sagasById(history);
    return history.world().effects().stream()
        .filter(effect -> effect.step().equals("reserve-stock"))
        .filter(effect -> !sagas.get(effect.sagaId()).items().equals(effect.amounts()))
        .map(effect -> Invariant.I6.brokenBy(effect.sagaId(), effect + " is not what was ordered"))
        .toList();
  }

  /// Captured minus refunded is the sum of what is processed or parked with money in it.
  private static List<Violation> wrongMoney(RunHistory history) {
    Map<UUID, SagaRow> sagas = sagasById(history);
    List<Charge> kept = history.world().charges().stream().filter(Charge::isKept).toList();
    Map<String, BigDecimal> captured = sum(kept.stream().map(Charge::price));
    Stream<SagaRow> parked =
        kept.stream()
            .map(charge -> sagas.get(charge.sagaId()))
            .filter(saga -> saga != null && saga.status().equals("parked"));
    Stream<SagaRow> processed =
        sagas.values().stream().filter(saga -> saga.status().equals("completed"));
    Map<String, BigDecimal> owed = sum(Stream.concat(processed, parked).map(SagaRow::price));
    return captured.equals(owed)
        ? List.of()
        : List.of(Invariant.I6.brokenBy("money", "captured " + captured + ", processed " + owed));
  }

  private static Map<String, BigDecimal> sum(Stream<Map<String, BigDecimal>> amounts) {
    Map<String, BigDecimal> total = new HashMap<>();
    amounts.forEach(
        each -> each.forEach((unit, amount) -> total.merge(unit, amount, BigDecimal::add)));
    total.replaceAll((unit, amount) -> amount.setScale(4));
    return total;
  }

  private static Map<UUID, SagaRow> sagasById(RunHistory history) {
    return history.sagas().rows().stream()
        .collect(Collectors.toMap(SagaRow::sagaId, Function.identity()));
  }
}
