package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.sagasuite.messaging.contract.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// JSON text as codecs write and read it, field by field, around the plain values of [JsonText].
public final class JsonTree {

  static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /// Something that writes one JSON value.
  @FunctionalInterface
  public interface Writing {
    /// Writes to the generator.
    void to(JsonGenerator json) throws IOException;
  }

  /// Something that reads one JSON value, whose first token is current.
  @FunctionalInterface
  interface Reading<T> {
    T from(JsonParser json) throws IOException;
  }

  /// The text of what is written.
  public static String text(Writing writing) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// What the text holds.
  static <T> T parsed(String text, Reading<T> reading) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return reading.from(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a plain map.
  public static String textOf(Map<String, Object> map) {
    return text(json -> JsonText.write(json, map));
  }

  /// The plain map of a text.
  public static Map<String, Object> mapOf(String text) {
    return parsed(text, JsonText::readMap);
  }

  /// A digest that is equal for equal maps, whatever the order of their entries.
  public static String digest(Map<String, Object> map) {
    try {
      byte[] text = textOf(sorted(map)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), sortedValue(value)));
    return sorted;
  }

  @SuppressWarnings("NullAway") // JSON's null is a value too
  private static Object sortedValue(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> sorted(map);
      case List<?> list -> list.stream().map(JsonTree::sortedValue).toList();
      case null, default -> value;
    };
  }
}
