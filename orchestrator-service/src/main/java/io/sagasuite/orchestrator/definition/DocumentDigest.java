package io.sagasuite.orchestrator.definition;

import io.sagasuite.orchestrator.store.JsonTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What two documents share that say the same: the order of keys does not matter, except that of
/// the steps, which decides who starts first where all else is equal.
public final class DocumentDigest {

  private static final String STEPS = "steps";

  private DocumentDigest() {}

  /// The digest of a document, in hexadecimal.
  public static String of(Map<String, Object> document) {
    Map<String, Object> canonical = new TreeMap<>();
    document.forEach(
        (key, value) -> canonical.put(key, key.equals(STEPS) ? steps(value) : sorted(value)));
    byte[] text = JsonTree.textOf(canonical).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object steps(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> steps)) {
      return sorted(value);
    }
    Map<Object, Object> inOrder = new LinkedHashMap<>();
    steps.forEach((name, step) -> inOrder.put(name, sorted(step)));
    return inOrder;
  }

  private static Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> keys = new TreeMap<>();
        map.forEach((key, inner) -> keys.put(String.valueOf(key), sorted(inner)));
        yield keys;
      }
      case List<?> list -> list.stream().map(DocumentDigest::sorted).toList();
      case null -> Map.of("", "null");
      default -> value;
    };
  }
}
