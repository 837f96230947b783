package io.sagasuite.http.call;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain values of an input as what they have to be.
final class InputValues {

  private InputValues() {}

  static Map<?, ?> map(String place, @Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> map;
      default -> throw RefusedCallException.invalid(place, "is not an object");
    };
  }

  static String text(String place, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw RefusedCallException.invalid(place, "is not text, or empty");
  }

  static String scalar(String place, @Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null, default ->
          throw RefusedCallException.invalid(place, "is neither text, number nor truth value");
    };
  }
}
