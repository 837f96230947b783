package io.sagasuite.http.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps the secrets of one call out of everything that is made of its answer, whichever way the
/// called service writes them back.
public final class SecretMask {

  private static final int MESSAGE_MAX = 500;

  /// Looked through for telling names; enough to be left with a whole message.
  private static final int SEARCHED_MAX = 8 * MESSAGE_MAX;

  private static final String MASK = SensitiveText.MASK;

  /// All ways in which a secret may be written, the longest first, so that no rest remains.
  private final List<String> writings;

  private SecretMask(List<String> writings) {
    this.writings = writings;
  }

  /// A mask of these secrets.
  public static SecretMask of(Collection<String> secrets) {
    return new SecretMask(
        secrets.stream()
            .flatMap(SecretMask::writings)
            .filter(writing -> !writing.isEmpty())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList());
  }

  private static Stream<String> writings(String secret) {
    String json = PlainJson.write(secret);
    String escaped = json.substring(1, json.length() - 1);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    return Stream.of(
        secret, escaped, escaped.replace("/", "\\/"), encoded, encoded.replace("+", "%20"));
  }

  /// The value with every secret in it masked, however deep.
  @SuppressWarnings("NullAway") // a JSON null stays a null in plain lists and maps
  @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text(text);
      case Map<?, ?> map -> map(map, false);
      case List<?> items -> {
        List<Object> masked = new ArrayList<>();
        items.forEach(item -> masked.add(value(item)));
        yield masked;
      }
      default -> hides(value.toString()) ? MASK : value;
    };
  }

  /// Outputs with every secret masked; their names are the saga's own.
  @SuppressWarnings("NullAway") // what was found is not null, and so is its mask
  Map<String, Object> outputs(Map<String, Object> outputs) {
    Map<String, Object> masked = new LinkedHashMap<>();
    outputs.forEach((name, found) -> masked.put(name, value(found)));
    return masked;
  }

  /// What of a body may stand in a message: without secrets, without what looks like one, and
  /// short. Masking comes first, so that no half of a secret is left at the end.
  String excerpt(String body) {
    Optional<Object> json = PlainJson.read(body);
    String masked = text(json.map(this::withoutTelling).map(PlainJson::write).orElse(body));
    String searched = SensitiveText.masked(shortened(masked, SEARCHED_MAX));
    return shortened(searched.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), MESSAGE_MAX);
  }

  private static String shortened(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }

  @SuppressWarnings("NullAway") // a JSON null stays a null in plain lists and maps
  private Object withoutTelling(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map(map, true);
      case List<?> items -> {
        List<Object> masked = new ArrayList<>();
        items.forEach(item -> masked.add(item == null ? null : withoutTelling(item)));
        yield masked;
      }
      case Object other -> other instanceof String text ? text(text) : other;
    };
  }

  @SuppressWarnings("NullAway") // a JSON null stays a null in plain maps
  private Map<String, Object> map(Map<?, ?> map, boolean byName) {
    Map<String, Object> masked = new LinkedHashMap<>();
    map.forEach((key, item) -> {
      String name = String.valueOf(key);
      Object shown = byName && item != null ? withoutTelling(item) : value(item);
      masked.put(text(name), byName && SensitiveText.isTelling(name) ? MASK : shown);
    });
    return masked;
  }

  private String text(String text) {
    String masked = text;
    for (String writing : writings) {
      masked = masked.replace(writing, MASK);
    }
    return masked;
  }

  private boolean hides(String text) {
    return writings.stream().anyMatch(text::contains);
  }
}
