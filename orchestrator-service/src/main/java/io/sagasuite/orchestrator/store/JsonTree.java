package io.sagasuite.orchestrator.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.sagasuite.messaging.contract.JsonText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

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
}
