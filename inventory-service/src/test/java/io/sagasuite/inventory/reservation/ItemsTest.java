package io.sagasuite.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemsTest {

  @Test
  void sumsUpByProductInOrderOfTheirIds() {
    Items items = Items.of(Map.of("items", List.of(item("b", 1), item("a", 2), item("b", 3))));

    assertThat(items.quantities()).containsExactly(Map.entry("a", 2L), Map.entry("b", 4L));
    assertThat(Items.of(Map.of("items", items.plain()))).isEqualTo(items);
  }

  static List<Object> malformed() {
    return Arrays.asList(
        null,
        "text",
        List.of(),
        List.of("text"),
        List.of(Map.of("quantity", 1)),
        List.of(item("", 1)),
        List.of(item(7, 1)),
        List.of(item("a", 0)),
        List.of(item("a", -1)),
        List.of(item("a", 1.5)),
        List.of(item("a", "1")),
        List.of(item("a", Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesWhatIsNoList(Object items) {
    Map<String, Object> input = items == null ? Map.of() : Map.of("items", items);
    assertThatThrownBy(() -> Items.of(input)).isInstanceOf(MalformedItemsException.class);
  }

  private static Map<String, Object> item(Object productId, Object quantity) {
    return Map.of("productId", productId, "quantity", quantity);
  }
}
