package io.sagasuite.saga.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/// Reads documents and tells how they are refused.
public final class Documents {

  /// How a document begins to which a test only adds steps.
  static final String HEAD = "apiVersion: saga/v1\nname: test\n";

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /// The document that the YAML text holds.
  public static Map<String, Object> yaml(String text) {
    return read(YAML, text);
  }

  /// The document that the JSON text holds.
  public static Map<String, Object> json(String text) {
    return read(JSON, text);
  }

  /// The document as JSON text.
  public static String toJson(Map<String, Object> document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // a mapping is a map by names
  private static Map<String, Object> read(ObjectMapper mapper, String text) {
    try {
      return mapper.readValue(text, Map.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The definition in the YAML text.
  public static SagaDefinition parse(String yaml) {
    return DefinitionParser.parse(yaml(yaml));
  }

  /// Every reason for which the document is refused, as `place: sentence`.
  public static List<String> violationsOf(Map<String, Object> document) {
    return violationsOf(document, Known.ANYTHING);
  }

  /// As [#violationsOf], where only some participants and sagas exist.
  public static List<String> violationsOf(Map<String, Object> document, Known known) {
    InvalidDefinitionException refused =
        Assertions.catchThrowableOfType(
            InvalidDefinitionException.class, () -> DefinitionParser.parse(document, known));
    Assertions.assertThat(refused).as("is refused: " + document).isNotNull();
    return refused.violations().stream().map(v -> v.field() + ": " + v.message()).toList();
  }
}
