package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// A JSON Schema that holds for what was observed: a member that every observation has is required,
/// a text that was never given from outside is one of the words seen.
final class Observed {

  static final ObjectMapper JSON = new ObjectMapper();

  private Observed() {}

  static ObjectNode schema(Collection<? extends JsonNode> values) {
    return switch (values.iterator().next().getNodeType()) {
      case STRING -> text(values);
      case NUMBER -> type("integer");
      case BOOLEAN -> type("boolean");
      case ARRAY -> array(values);
      default -> object(values);
    };
  }

  static ObjectNode type(String name) {
    return JSON.createObjectNode().put("type", name);
  }

  /// Requires what a reader cannot do without, rather than what a writer always writes.
  static void requireOnlyWhatIsNeeded(
      ObjectNode schema, Collection<ObjectNode> samples, Predicate<JsonNode> reads) {
    ArrayNode required = schema.putArray("required");
    for (String name : names(schema)) {
      if (samples.stream()
          .filter(sample -> sample.has(name))
          .anyMatch(sample -> !reads.test(sample.deepCopy().without(name)))) {
        required.add(name);
      }
    }
  }

  /// Notes which whole numbers a reader refuses below 1.
  static void boundNumbers(ObjectNode schema, ObjectNode sample, Predicate<JsonNode> reads) {
    for (String name : names(schema)) {
      JsonNode member = schema.path("properties").path(name);
      if (member.path("type").asText().equals("integer")
          && !reads.test(sample.deepCopy().put(name, 0))) {
        ((ObjectNode) member).put("minimum", 1).put("maximum", Integer.MAX_VALUE);
      }
    }
  }

  static List<String> names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectNode text(Collection<? extends JsonNode> values) {
    Set<String> words = new LinkedHashSet<>();
    values.forEach(value -> words.add(value.asText()));
    if (words.contains(Samples.AT.toString())) {
      return type("string").put("format", "date-time");
    }
    if (words.contains(Samples.ID.toString())) {
      return type("string").put("format", "uuid");
    }
    if (words.stream().anyMatch(Observed::wasGiven)) {
      return type("string");
    }
    ObjectNode schema = type("string");
    if (words.size() == 1) {
      return schema.put("const", words.iterator().next());
    }
    words.forEach(schema.putArray("enum")::add);
    return schema;
  }

  private static boolean wasGiven(String word) {
    return word.contains(Samples.TEXT) || word.contains(Samples.ID.toString());
  }

  private static ObjectNode array(Collection<? extends JsonNode> values) {
    List<JsonNode> items =
        values.stream().flatMap(value -> StreamSupport.stream(value.spliterator(), false)).toList();
    ObjectNode schema = type("array");
    if (!items.isEmpty()) {
      schema.set("items", schema(items));
    }
    return schema;
  }

  private static ObjectNode object(Collection<? extends JsonNode> values) {
    Set<String> names = new LinkedHashSet<>();
    values.forEach(value -> value.fieldNames().forEachRemaining(names::add));
    ObjectNode schema = type("object");
    if (names.isEmpty() || names.contains(Samples.MEMBER)) {
      return schema;
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (String name : names) {
      List<JsonNode> seen =
          values.stream().filter(v -> v.has(name)).<JsonNode>map(v -> v.get(name)).toList();
      properties.set(name, schema(seen));
      if (seen.size() == values.size()) {
        required.add(name);
      }
    }
    return schema;
  }
}
