package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as plain maps, lists, strings, numbers and booleans, streamed in and out without trees of
/// nodes in between.
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
    return text(json -> write(json, map));
  }

  /// The plain map of a text.
  public static Map<String, Object> mapOf(String text) {
    return parsed(text, JsonTree::readMap);
  }

  /// Writes any plain value.
  public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Map<?, ?> map -> writeMap(json, map);
      case Iterable<?> items -> writeItems(json, items);
      default -> json.writePOJO(value);
    }
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeItems(JsonGenerator json, Iterable<?> items) throws IOException {
    json.writeStartArray();
    for (Object item : items) {
      write(json, item);
    }
    json.writeEndArray();
  }

  /// Reads an object whose opening brace is the current token.
  static Map<String, Object> readMap(JsonParser json) throws IOException {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(8);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, readValue(json));
    }
    return map;
  }

  @SuppressWarnings("NullAway") // a JSON null is a null in the plain map
  static Object readValue(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> readMap(json);
      case START_ARRAY -> readItems(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private static List<Object> readItems(JsonParser json) throws IOException {
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(readValue(json));
    }
    return items;
  }
}
