package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  private static String text(Object value) {
    StringBuilder text = new StringBuilder();
    PlainText.append(text, value);
    return text.toString();
  }

  @Test
  void writesTextsAndNumbersAsTheyAre() {
    assertThat(text("a \"b\"")).isEqualTo("a \"b\"");
    assertThat(text(new BigDecimal("49.90"))).isEqualTo("49.90");
    assertThat(text(true)).isEqualTo("true");
  }

  @Test
  void writesObjectsAndListsAsJson() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a", Arrays.asList(1, "x\n\"\\", null));
    object.put("b", Map.of());
    object.put("c", List.of());

    assertThat(text(object)).isEqualTo("{\"a\":[1,\"x\\u000a\\\"\\\\\",null],\"b\":{},\"c\":[]}");
    assertThat(Documents.json(text(object))).isEqualTo(object);
  }
}
