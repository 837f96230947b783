package io.sagasuite.orchestrator.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.sagasuite.saga.definition.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a document into plain maps, lists and values. A key that stands twice is refused with its
/// place instead of overwriting the other, and so is an alias that would blow the document up.
public final class DocumentReader {

  /// Most values of a document, those counted again that an alias repeats.
  static final int VALUES_MAX = 100_000;

  /// Most digits of a number, on either side of its point.
  static final int DIGITS_MAX = 400;

  private static final YAMLFactory YAML = new YAMLFactory();
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int values;

  private record Anchored(@Nullable Object value, int values) {}

  private DocumentReader(JsonParser parser) {
    this.parser = parser;
  }

  /// The document in a text.
  ///
  /// @throws UnreadableDocumentException when there is none, or it says something twice
  public static Map<String, Object> read(byte[] text, DocumentFormat format) {
    try (JsonParser parser = parser(utf8(text), format)) {
      return new DocumentReader(parser).document();
    } catch (JsonProcessingException e) {
      throw refused("body", "is not " + format + place(e.getLocation()) + problem(e));
    } catch (CharacterCodingException e) {
      throw refused("body", "is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonParser parser(String text, DocumentFormat format) throws IOException {
    return switch (format) {
      case YAML -> YAML.createParser(text);
      case JSON -> JSON.createParser(text);
    };
  }

  private static String utf8(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private static UnreadableDocumentException refused(String field, String message) {
    return new UnreadableDocumentException(List.of(new Violation(field, message)));
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }

  /// The first line of what the parser found; the rest is excerpts.
  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    return message == null ? "" : ": " + message.lines().findFirst().orElse("");
  }

  private Map<String, Object> document() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused("body", "must be an object with the definition's keys");
    }
    Map<String, Object> document = object("");
    if (parser.nextToken() != null) {
      violations.add(new Violation("body", "must be one document, but another follows"));
    }
    if (!violations.isEmpty()) {
      throw new UnreadableDocumentException(violations);
    }
    return document;
  }

  private @Nullable Object value(String path) throws IOException {
    count(1);
    String anchor = parser instanceof YAMLParser yaml ? yaml.getObjectId() : null;
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      return aliased(path, yaml.getText());
    }
    int before = values;
    Object value =
        switch (parser.currentToken()) {
          case START_OBJECT -> object(path);
          case START_ARRAY -> list(path);
          case VALUE_STRING -> parser.getText();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(path);
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          default -> null;
        };
    if (anchor != null) {
      anchors.put(anchor, new Anchored(value, values - before));
    }
    return value;
  }

  /// Numbers whose digits would fill the memory once somebody writes them out are refused here.
  private @Nullable Object number(String path) throws IOException {
    try {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return parser.getNumberValue();
      }
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.scale()) <= DIGITS_MAX && number.precision() <= DIGITS_MAX) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, like every other number that cannot be kept
    }
    violations.add(new Violation(path, "is no number that can be kept; write it as text"));
    return null;
  }

  private @Nullable Object aliased(String path, String anchor) {
    Anchored found = anchors.get(anchor);
    if (found == null) {
      violations.add(
          new Violation(path, "'*%s' refers to nothing that stands before it".formatted(anchor)));
      return null;
    }
    count(found.values());
    return found.value();
  }

  private void count(int more) {
    values += more;
    if (values > VALUES_MAX) {
      throw refused("body", "has more than " + VALUES_MAX + " values");
    }
  }

  @SuppressWarnings("NullAway") // a null stays a null in the plain map
  private Map<String, Object> object(String path) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String inner = path.isEmpty() ? key : path + "." + key;
      if (object.containsKey(key)) {
        violations.add(
            new Violation(inner, "stands here twice" + place(parser.currentTokenLocation())));
      }
      parser.nextToken();
      object.put(key, value(inner));
    }
    return Collections.unmodifiableMap(object);
  }

  @SuppressWarnings("NullAway") // a null stays a null in the plain list
  private List<Object> list(String path) throws IOException {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(path + "[" + list.size() + "]"));
    }
    return Collections.unmodifiableList(list);
  }
}
