package io.sagasuite.saga.definition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses documents that are too large or too deep before anything else looks at them. Walks
/// without recursion, so that depth is a violation and not the end of a thread.
final class DocumentLimits {

  /// Most values in one document, counting every object, list and leaf.
  static final int NODES_MAX = 100_000;

  /// Most characters of text in one document, keys included.
  static final int CHARACTERS_MAX = 4_000_000;

  /// How deep objects and lists may stand in each other.
  static final int DEPTH_MAX = 50;

  private static final int PATH_MAX = 200;

  /// A value and how one gets to it; the path is spelled only when it is needed.
  private record Place(@Nullable Place outer, String key, int depth, @Nullable Object value) {
    String path() {
      String path = key;
      for (Place at = outer; at != null && at.outer != null; at = at.outer) {
        path = path.startsWith("[") ? at.key + path : at.key + "." + path;
      }
      return path.length() <= PATH_MAX ? path : path.substring(0, PATH_MAX) + "...";
    }
  }

  private final Deque<Place> open = new ArrayDeque<>();
  private final Violations violations;
  private int nodes;
  private long characters;

  private DocumentLimits(Violations violations) {
    this.violations = violations;
  }

  /// Notes the bounds that the document breaks; stops at the first of each kind.
  static void check(Map<String, Object> document, Violations violations) {
    DocumentLimits limits = new DocumentLimits(violations);
    limits.open.add(new Place(null, "", 0, document));
    while (!limits.open.isEmpty() && violations.isEmpty()) {
      limits.visit(limits.open.removeLast());
    }
  }

  private void visit(Place place) {
    nodes++;
    switch (place.value()) {
      case Map<?, ?> map ->
          map.forEach((key, item) -> {
            count(String.valueOf(key));
            enter(place, String.valueOf(key), item);
          });
      case List<?> list -> {
        for (int index = 0; index < list.size(); index++) {
          enter(place, "[" + index + "]", list.get(index));
        }
      }
      case String text -> count(text);
      case Number number when !Double.isFinite(number.doubleValue()) ->
          violations.refuse(place.path(), "must be a finite number");
      case Number _, Boolean _ -> {}
      case null -> {}
      default ->
          violations.refuse(place.path(), "must be an object, a list, text, a number or a boolean");
    }
    if (nodes + open.size() > NODES_MAX || characters > CHARACTERS_MAX) {
      violations.refuse(
          "",
          "the document is too large; it may have %d values and %d characters"
              .formatted(NODES_MAX, CHARACTERS_MAX));
    }
  }

  private void enter(Place outer, String key, @Nullable Object value) {
    Place place = new Place(outer, key, outer.depth() + 1, value);
    if (place.depth() > DEPTH_MAX) {
      violations.refuse(place.path(), "is nested too deep; " + DEPTH_MAX + " levels are allowed");
    } else if (nodes + open.size() <= NODES_MAX) {
      open.add(place);
    }
  }

  private void count(String text) {
    characters += text.length();
  }
}
