package io.sagasuite.saga.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One object of a definition document while it is read: knows its place, notes what is wrong with
/// it, and at the end refuses every key that nobody asked for.
final class DocumentNode {

  private final String path;
  private final Map<String, Object> values;
  private final List<Violation> violations;
  private final Set<String> asked = new HashSet<>();

  DocumentNode(String path, Map<String, Object> values, List<Violation> violations) {
    this.path = path;
    this.values = values;
    this.violations = violations;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void refuse(String key, String message) {
    violations.add(new Violation(at(key), message));
  }

  boolean has(String key) {
    asked.add(key);
    return values.get(key) != null;
  }

  @Nullable String text(String key) {
    Object value = get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    refuse(key, "must be text");
    return null;
  }

  String requiredText(String key) {
    String value = text(key);
    if (value == null || value.isBlank()) {
      refuse(key, "is required");
      return "";
    }
    return value;
  }

  int integer(String key, int otherwise, int min, int max) {
    Object value = get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    refuse(key, "must be a whole number from %d to %d".formatted(min, max));
    return otherwise;
  }

  double number(String key, double otherwise, double min, double max) {
    Object value = get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max) {
      return n.doubleValue();
    }
    refuse(key, "must be a number from %s to %s".formatted(min, max));
    return otherwise;
  }

  Duration duration(String key, Duration otherwise) {
    String value = text(key);
    if (value == null) {
      return otherwise;
    }
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException notADuration) {
      // refused below, with a negative one
    }
    refuse(key, "must be an ISO-8601 duration such as PT30S, not '" + value + "'");
    return otherwise;
  }

  List<String> texts(String key) {
    Object value = get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    refuse(key, "must be a list of texts");
    return List.of();
  }

  Map<String, Object> object(String key) {
    Object value = get(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((name, item) -> object.put(String.valueOf(name), item));
      return object;
    }
    refuse(key, "must be an object");
    return Map.of();
  }

  DocumentNode child(String key) {
    return new DocumentNode(at(key), object(key), violations);
  }

  Template template(String key) {
    return Template.compile(
        object(key),
        text ->
            refuse(
                key,
                "'${%s}' refers to nothing; use input, env, sagaId or steps['name'].output"
                    .formatted(text)));
  }

  /// To be called once everything known was asked for.
  void refuseUnknownKeys() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        refuse(key, "is not known here; known are " + new TreeSet<>(asked));
      }
    }
  }

  private @Nullable Object get(String key) {
    asked.add(key);
    return values.get(key);
  }
}
