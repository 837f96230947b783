package io.sagasuite.saga.definition;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a value into a longer text: texts as they are, objects and lists as JSON.
public final class PlainText {

  private PlainText() {}

  /// Appends the value as it reads inside a text.
  public static void append(StringBuilder text, Object value) {
    if (value instanceof String string) {
      text.append(string);
    } else {
      json(text, value);
    }
  }

  private static void json(StringBuilder text, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map -> object(text, map);
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          text.append(separator);
          json(text, item);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case String string -> quoted(text, string);
      case null -> text.append("null");
      default -> text.append(value);
    }
  }

  private static void object(StringBuilder text, Map<?, ?> map) {
    text.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> it = map.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<?, ?> entry = it.next();
      quoted(text, String.valueOf(entry.getKey()));
      text.append(':');
      json(text, entry.getValue());
      text.append(it.hasNext() ? "," : "");
    }
    text.append('}');
  }

  private static void quoted(StringBuilder text, String raw) {
    text.append('"');
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
