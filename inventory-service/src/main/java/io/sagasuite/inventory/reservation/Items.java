package io.sagasuite.inventory.reservation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pieces of a reservation, summed up by product, in the order of product ids, which is the
/// order in which stock is locked.
public record Items(SortedMap<String, Long> quantities) {

  private static final long QUANTITY_MAX = 1_000_000_000;
  private static final int ITEMS_MAX = 10_000;

  /// Reads the `items` of a command's input.
  ///
  /// @throws MalformedItemsException when they are not a list of products with quantities
  public static Items of(Map<String, Object> input) {
    if (!(input.get("items") instanceof List<?> items) || items.isEmpty()) {
      throw new MalformedItemsException("there are no items");
    }
    if (items.size() > ITEMS_MAX) {
      throw new MalformedItemsException("there are more than " + ITEMS_MAX + " items");
    }
    SortedMap<String, Long> quantities = new TreeMap<>();
    items.forEach(item -> quantities.merge(productId(item), quantity(item), Long::sum));
    return new Items(quantities);
  }

  /// The items as plain values, to be written as JSON.
  public List<Map<String, Object>> plain() {
    List<Map<String, Object>> plain = new ArrayList<>(quantities.size());
    quantities.forEach((productId, quantity) -> {
      Map<String, Object> item = LinkedHashMap.newLinkedHashMap(2);
      item.put("productId", productId);
      item.put("quantity", quantity);
      plain.add(item);
    });
    return plain;
  }

  private static String productId(Object item) {
    if (item instanceof Map<?, ?> map
        && map.get("productId") instanceof String productId
        && !productId.isBlank()) {
      return productId;
    }
    throw new MalformedItemsException("an item has no product id");
  }

  private static long quantity(Object item) {
    if (item instanceof Map<?, ?> map
        && (map.get("quantity") instanceof Integer || map.get("quantity") instanceof Long)) {
      long quantity = ((Number) map.get("quantity")).longValue();
      if (quantity > 0 && quantity <= QUANTITY_MAX) {
        return quantity;
      }
    }
    throw new MalformedItemsException("a quantity is not a whole number above 0");
  }
}
