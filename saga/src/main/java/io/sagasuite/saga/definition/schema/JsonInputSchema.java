package io.sagasuite.saga.definition.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.sagasuite.saga.definition.InputSchema;
import io.sagasuite.saga.definition.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A saga's input described by JSON Schema, draft 2020-12. The schema is itself checked when it is
/// read; nothing is ever fetched, and patterns match in linear time.
public final class JsonInputSchema implements InputSchema {

  /// Most reasons that one refusal names.
  private static final int VIOLATIONS_MAX = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .locale(Locale.ROOT)
                          .formatAssertionsEnabled(true)
                          .preloadSchema(true)
                          .regularExpressionFactory(LinearPattern::new)
                          .build()));

  private static final Schema META =
      REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

  private final Schema schema;

  private JsonInputSchema(Schema schema) {
    this.schema = schema;
  }

  /// The schema, or null after everything that is wrong with it was told.
  ///
  /// @param refuse told of each fault: the place inside the schema, such as `.properties.a`, and a
  ///   sentence
  public static @Nullable JsonInputSchema compile(
      Map<String, Object> document, BiConsumer<String, String> refuse) {
    List<Violation> found = new ArrayList<>();
    new SchemaKeywords((place, sentence) -> found.add(new Violation(place, sentence)))
        .check("", document);
    try {
      JsonNode node = JSON.valueToTree(document);
      META.validate(node).stream().map(JsonInputSchema::violation).forEach(found::add);
      if (found.isEmpty()) {
        Schema schema = REGISTRY.getSchema(node);
        schema.initializeValidators();
        return new JsonInputSchema(schema);
      }
    } catch (RuntimeException | StackOverflowError e) {
      // whatever the library stumbles over, the document is refused
      found.add(new Violation("", "cannot be used: " + e.getMessage()));
    }
    for (Violation violation : found) {
      String place = violation.field();
      boolean bare = !place.isEmpty() && !place.startsWith(".") && !place.startsWith("[");
      refuse.accept(bare ? "." + place : place, violation.message());
    }
    return null;
  }

  @Override
  public List<Violation> violations(Map<String, Object> input) {
    JsonNode node = JSON.valueToTree(input);
    try {
      return schema.validate(node).stream()
          .map(JsonInputSchema::violation)
          .distinct()
          .limit(VIOLATIONS_MAX)
          .toList();
    } catch (StackOverflowError e) {
      return List.of(new Violation("", "is nested too deep for its schema"));
    }
  }

  private static Violation violation(Error error) {
    String place = place(error.getInstanceLocation());
    String property = error.getProperty();
    return switch (error.getKeyword()) {
      case "required" -> new Violation(inside(place, property), "is required");
      case "additionalProperties", "unevaluatedProperties" ->
          new Violation(inside(place, property), "is not known here");
      default -> new Violation(place, error.getMessage());
    };
  }

  private static String inside(String place, @Nullable String property) {
    if (property == null) {
      return place;
    }
    return place.isEmpty() ? property : place + "." + property;
  }

  private static String place(NodePath path) {
    StringBuilder place = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      if (element instanceof Integer index) {
        place.append('[').append(index).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(element);
      }
    }
    return place.toString();
  }
}
