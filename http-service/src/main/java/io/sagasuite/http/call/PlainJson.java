package io.sagasuite.http.call;

import io.sagasuite.messaging.contract.JsonText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bodies as plain values.
final class PlainJson {

  private PlainJson() {}

  /// The object or array in a body, empty when there is none to be read.
  static Optional<Object> read(String body) {
    String text = body.strip();
    try {
      if (text.startsWith("{")) {
        return Optional.of(JsonText.map(text));
      }
      return text.startsWith("[") ? Optional.of(JsonText.list(text)) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /// The text of any plain value.
  static String write(Object value) {
    String array = JsonText.of(List.of(value));
    return array.substring(1, array.length() - 1);
  }

  /// How long the text of a plain map is.
  static int length(Map<String, Object> map) {
    return JsonText.of(map).length();
  }
}
