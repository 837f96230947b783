package io.sagasuite.saga.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Compares what was expected with what was. A difference is told with its place and the transcript
/// of the run, so that a failing test explains itself.
///
/// @param transcript what happened
record Expected(Supplier<String> transcript) {

  /// Holds where both are the same plain value; numbers are the same whatever type holds them.
  void same(String what, @Nullable Object expected, @Nullable Object actual) {
    List<String> differences = new ArrayList<>();
    compare("", expected, actual, differences);
    if (!differences.isEmpty()) {
      throw error(
          "%s: expected %s\n%s  but was  %s\n%s"
              .formatted(
                  what,
                  expected,
                  " ".repeat(what.length()),
                  actual,
                  String.join("\n", differences)));
    }
  }

  void that(boolean holds, String what, @Nullable Object actual) {
    if (!holds) {
      throw error(what + ", but was " + actual);
    }
  }

  /// Holds where `expected` stands in `actual` in this order, perhaps with others in between.
  void inOrder(String what, List<?> expected, List<?> actual) {
    int found = 0;
    for (Object one : actual) {
      if (found < expected.size() && expected.get(found).equals(one)) {
        found++;
      }
    }
    if (found < expected.size()) {
      throw error(
          "%s: expected in this order %s, but '%s' is not in its place in %s"
              .formatted(what, expected, expected.get(found), actual));
    }
  }

  AssertionError error(String message) {
    return new AssertionError(
        message.stripTrailing() + "\n--- what happened ---\n" + transcript.get());
  }

  private static void compare(
      String place, @Nullable Object expected, @Nullable Object actual, List<String> differences) {
    if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
      Set<Object> keys = new LinkedHashSet<>(left.keySet());
      keys.addAll(right.keySet());
      for (Object key : keys) {
        compare(place + "." + key, left.get(key), right.get(key), differences);
      }
    } else if (expected instanceof List<?> left
        && actual instanceof List<?> right
        && left.size() == right.size()) {
      for (int index = 0; index < left.size(); index++) {
        compare(place + "[" + index + "]", left.get(index), right.get(index), differences);
      }
    } else if (!Objects.equals(plain(expected), plain(actual)) && !place.isEmpty()) {
      differences.add("  at %s: expected %s but was %s".formatted(place, expected, actual));
    } else if (!Objects.equals(plain(expected), plain(actual))) {
      differences.add(sizes(expected, actual));
    }
  }

  private static String sizes(@Nullable Object expected, @Nullable Object actual) {
    return expected instanceof Collection<?> left && actual instanceof Collection<?> right
        ? "  expected %d of them but there are %d".formatted(left.size(), right.size())
        : "";
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
