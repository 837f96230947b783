package io.sagasuite.inventory.reservation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides the reservations of one batch, in order, over the stock as it was locked. A reservation
/// gets all its items or none, and never more than there is.
public final class StockLedger {

  private final Map<String, Stock> stock;
  private final SortedMap<String, Long> taken = new TreeMap<>();

  /// A ledger over this stock; a product that is missing is unknown.
  public StockLedger(Map<String, Stock> locked) {
    this.stock = new HashMap<>(locked);
  }

  /// Takes the items off the stock; or takes nothing and gives back the reason.
  public Optional<String> reserve(Items items) {
    Optional<String> refusal =
        items.quantities().entrySet().stream()
            .flatMap(item -> shortage(item.getKey(), item.getValue()).stream())
            .findFirst();
    if (refusal.isEmpty()) {
      items.quantities().forEach(this::take);
    }
    return refusal;
  }

  /// How many pieces were taken of each product, over all reservations.
  public SortedMap<String, Long> taken() {
    return taken;
  }

  private Optional<String> shortage(String productId, long quantity) {
    Stock of = stock.get(productId);
    if (of == null) {
      return Optional.of("there is no product " + productId);
    }
    return of.available() < quantity
        ? Optional.of(
            "%d of %s wanted, %d available".formatted(quantity, productId, of.available()))
        : Optional.empty();
  }

  private void take(String productId, long quantity) {
    stock.computeIfPresent(productId, (_, of) -> of.reserve(quantity));
    taken.merge(productId, quantity, Long::sum);
  }
}
