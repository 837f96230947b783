package io.sagasuite.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockLedgerTest {

  @Test
  void servesInOrderUntilNothingIsLeft() {
    StockLedger ledger = new StockLedger(Map.of("rare", new Stock(3, 0)));

    assertThat(ledger.reserve(items("rare", 2))).isEmpty();
    assertThat(ledger.reserve(items("rare", 2))).contains("2 of rare wanted, 1 available");
    assertThat(ledger.reserve(items("rare", 1))).isEmpty();
    assertThat(ledger.reserve(items("rare", 1))).contains("1 of rare wanted, 0 available");
    assertThat(ledger.taken()).containsExactly(Map.entry("rare", 3L));
  }

  @Test
  void takesAllItemsOrNone() {
    StockLedger ledger =
        new StockLedger(Map.of("widget", new Stock(5, 0), "rare", new Stock(0, 1)));

    assertThat(ledger.reserve(items("widget", 1, "rare", 1))).isPresent();
    assertThat(ledger.taken()).isEmpty();
  }

  @Test
  void refusesUnknownProducts() {
    assertThat(new StockLedger(Map.of()).reserve(items("ghost", 1)))
        .contains("there is no product ghost");
  }

  @Test
  void neverTakesMoreThanThereIs() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, Stock> stock = new HashMap<>();
    List.of("a", "b", "c").forEach(id -> stock.put(id, new Stock(random.nextInt(50), 0)));
    StockLedger ledger = new StockLedger(stock);
    Map<String, Long> granted = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      Items items = items("abc".substring(i % 3, i % 3 + 1), 1 + random.nextInt(5));
      if (ledger.reserve(items).isEmpty()) {
        items.quantities().forEach((id, quantity) -> granted.merge(id, quantity, Long::sum));
      }
    }

    assertThat(ledger.taken()).describedAs("replay with -Dseed=" + seed).isEqualTo(granted);
    granted.forEach((id, quantity) ->
        assertThat(quantity)
            .describedAs("replay with -Dseed=" + seed)
            .isLessThanOrEqualTo(stock.get(id).available()));
  }

  private static Items items(Object... pairs) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      items.add(Map.of("productId", pairs[i], "quantity", pairs[i + 1]));
    }
    return Items.of(Map.of("items", items));
  }
}
