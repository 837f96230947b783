package io.sagasuite.messaging.contract;

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

/// JSON as plain maps, lists, text, numbers and booleans, streamed without a tree in between.
/// Fractions are read as decimals, never as binary floating point.
public final class JsonText {

  static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// The text of a plain map.
  public static String of(Map<String, ?> map) {
    return text(map);
  }

  /// The text of a list of plain values.
  public static String of(List<?> items) {
    return text(items);
  }

  private static String text(Object value) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// The plain map in a text that is known to hold one.
  public static Map<String, Object> map(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return readMap(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The plain list in a text that is known to hold one.
  public static List<Object> list(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return readItems(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /// Reads the object whose opening brace is the current token.
  @SuppressWarnings("NullAway") // a JSON null stays a null in the plain map
  public static Map<String, Object> readMap(JsonParser json) throws IOException {
    Map<String, Object> map = LinkedHashMap.newLinkedHashMap(8);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, readValue(json));
    }
    return map;
  }

  private static @Nullable Object readValue(JsonParser json) throws IOException {
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

  @SuppressWarnings("NullAway") // a JSON null stays a null in the plain list
  private static List<Object> readItems(JsonParser json) throws IOException {
    List<Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(readValue(json));
    }
    return items;
  }
}
