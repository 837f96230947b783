package io.sagasuite.http.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where in an answer a value stands: `vpc.id`, `items[0].id`, or `headers.location` for a header.
public final class OutputPath {

  private static final String HEADERS = "headers.";
  private static final Pattern PART = Pattern.compile("\\.?([^.\\[\\]{}$\\s]+)|\\[(\\d{1,6})]");

  private final String text;
  private final List<Object> parts;

  private OutputPath(String text, List<Object> parts) {
    this.text = text;
    this.parts = parts;
  }

  /// The path that a text describes.
  static OutputPath of(String place, String text) {
    List<Object> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end && !startsWithDot(part)) {
      parts.add(part.group(1) == null ? Integer.valueOf(part.group(2)) : part.group(1));
      end = part.end();
    }
    if (parts.isEmpty() || end != text.length()) {
      throw RefusedCallException.invalid(place, "is not a path such as items[0].id");
    }
    return new OutputPath(text, parts);
  }

  /// A name needs a dot before it exactly when something stands before it.
  private static boolean startsWithDot(Matcher part) {
    return part.group(1) != null && (part.start() == 0) == part.group().startsWith(".");
  }

  String text() {
    return text;
  }

  /// The value at this place; one that is null is not there.
  Optional<Object> find(Optional<Object> body, Map<String, String> headers) {
    if (text.startsWith(HEADERS)) {
      String name = text.substring(HEADERS.length()).toLowerCase(Locale.ROOT);
      return Optional.ofNullable(headers.get(name));
    }
    @Nullable Object value = body.orElse(null);
    for (Object part : parts) {
      value = step(value, part);
    }
    return Optional.ofNullable(value);
  }

  private static @Nullable Object step(@Nullable Object value, Object part) {
    return switch (value) {
      case Map<?, ?> map when part instanceof String name -> map.get(name);
      case List<?> items when part instanceof Integer index && index < items.size() ->
          items.get(index);
      case null, default -> null;
    };
  }
}
