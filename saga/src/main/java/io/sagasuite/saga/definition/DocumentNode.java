package io.sagasuite.saga.definition;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One object of a definition document while it is read: knows its place, notes what is wrong with
/// it, and at the end refuses every key that nobody asked for.
final class DocumentNode {

  /// Longest time that a document may name: ten years, so that no sum of instants overflows.
  static final Duration DURATION_MAX = Duration.ofDays(3_650);

  private final String path;
  private final Map<String, Object> values;
  private final Violations violations;
  private final Set<String> asked = new HashSet<>();

  DocumentNode(String path, Map<String, Object> values, Violations violations) {
    this.path = path;
    this.values = values;
    this.violations = violations;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void refuse(String key, String message) {
    violations.refuse(at(key), message);
  }

  /// Refuses the object itself.
  void refuse(String message) {
    violations.refuse(path, message);
  }

  boolean has(String key) {
    return get(key) != null;
  }

  @Nullable Object get(String key) {
    asked.add(key);
    return values.get(key);
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

  /// Text that is a name; empty when it is missing or no such name.
  String requiredName(String key, NameRule rule) {
    String value = requiredText(key);
    if (value.isEmpty() || rule.allows(value)) {
      return value;
    }
    refuse(key, rule.sentence());
    return "";
  }

  /// One of a few words.
  <E extends Enum<E>> @Nullable E word(String key, Class<E> type) {
    String value = text(key);
    if (value == null) {
      return null;
    }
    List<String> words = Arrays.stream(type.getEnumConstants()).map(DocumentNode::wire).toList();
    if (!words.contains(value)) {
      String known = String.join(", ", words);
      refuse(key, "must be one of %s, not '%s'%s".formatted(known, value, hint(value, words)));
      return null;
    }
    return type.getEnumConstants()[words.indexOf(value)];
  }

  private static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Nullable Boolean flag(String key) {
    Object value = get(key);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    refuse(key, "must be true or false");
    return null;
  }

  boolean flag(String key, boolean otherwise) {
    Boolean value = flag(key);
    return value == null ? otherwise : value;
  }

  int integer(String key, int otherwise, int min, int max) {
    Object value = get(key);
    if (value == null) {
      return otherwise;
    }
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= min
        && ((Number) value).longValue() <= max) {
      return ((Number) value).intValue();
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
    Duration duration = optionalDuration(key);
    return duration == null ? otherwise : duration;
  }

  @Nullable Duration optionalDuration(String key) {
    String value = text(key);
    if (value == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(value);
      if (!duration.isNegative() && duration.compareTo(DURATION_MAX) <= 0) {
        return duration;
      }
      refuse(key, "must be from zero to " + DURATION_MAX.toDays() + " days, not '" + value + "'");
    } catch (DateTimeException notADuration) {
      refuse(key, "must be an ISO-8601 duration such as PT30S, not '" + value + "'");
    }
    return null;
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

  /// The template of an object.
  Template template(String key) {
    return compile(key, object(key));
  }

  /// The template of a value of which every text is sent whole or not at all.
  Template templateOfWholes(String key, Object value) {
    return new TemplateCompiler(
            true, (place, sentence) -> violations.refuse(at(key) + place, sentence))
        .compile("", value);
  }

  /// The template of any value.
  Template compile(String key, Object value) {
    return Template.compile(
        value, (place, sentence) -> violations.refuse(at(key) + place, sentence));
  }

  String hint(String word, Iterable<String> known) {
    Set<String> words = new TreeSet<>();
    known.forEach(words::add);
    return violations.hint(word, words);
  }

  /// Counts these keys as asked for.
  void knows(Set<String> keys) {
    asked.addAll(keys);
  }

  Set<String> keys() {
    return values.keySet();
  }

  /// To be called once everything known was asked for.
  void refuseUnknownKeys() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        String hint = hint(key, asked);
        String known = hint.isEmpty() ? "; known are " + new TreeSet<>(asked) : "";
        refuse(key, "is not known here" + hint + known);
      }
    }
  }
}
