package io.sagasuite.saga.definition.expression;

import dev.cel.common.values.NullValue;
import io.sagasuite.saga.definition.Template;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives an expression the values at hand, in the few types that its language knows.
final class CelValues {

  private CelValues() {}

  /// A JSON value: every whole number is an int, every other one a double.
  static Object of(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<String, Object> fields = HashMap.newHashMap(map.size());
        map.forEach((key, item) -> fields.put(String.valueOf(key), of(item)));
        yield fields;
      }
      case List<?> list -> {
        List<Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(of(item)));
        yield items;
      }
      case BigInteger large ->
          large.bitLength() < Long.SIZE ? large.longValue() : large.doubleValue();
      case Float _, Double _, BigDecimal _ -> ((Number) value).doubleValue();
      case Number whole -> whole.longValue();
      default -> value;
    };
  }

  /// What became of the steps that the expression names.
  static Map<String, Object> steps(Set<String> names, Template.Scope scope) {
    Map<String, Object> steps = HashMap.newHashMap(names.size());
    for (String name : names) {
      Map<String, Object> output = scope.outputOf(name);
      steps.put(
          name,
          Map.of(
              "status",
              scope.endOf(name).name().toLowerCase(Locale.ROOT),
              "output",
              of(output == null ? Map.of() : output)));
    }
    return steps;
  }
}
