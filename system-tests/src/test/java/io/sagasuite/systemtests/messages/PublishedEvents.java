package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/// An event that a step of the suite's own sagas publishes on a topic of its own, as the definition
/// tells it.
record PublishedEvents(String type, String topic, List<String> members) {

  private static final YAMLMapper YAML = new YAMLMapper();

  static List<PublishedEvents> all() {
    try {
      JsonNode order =
          YAML.readTree(PublishedEvents.class.getResourceAsStream("/definitions/order.yaml"));
      return StreamSupport.stream(order.path("steps").spliterator(), false)
          .filter(step -> step.has("publish"))
          .map(PublishedEvents::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PublishedEvents of(JsonNode step) {
    List<String> members = new ArrayList<>();
    step.path("input").fieldNames().forEachRemaining(members::add);
    JsonNode publish = step.path("publish");
    return new PublishedEvents(
        publish.path("event").asText(), publish.path("topic").asText(), members);
  }

  String schemaName() {
    return type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /// One of them, as it was published.
  GoldenMessage golden() {
    return GoldenMessage.events().stream()
        .filter(message -> message.name().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  ObjectNode schema() {
    String description = "Published once for each saga of type order that completes.";
    ObjectNode schema = Schemas.titled(schemaName(), type, description).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    members.forEach(member -> properties.set(member, Observed.type("string")));
    ArrayNode required = schema.putArray("required");
    members.stream().filter(golden().body()::has).forEach(required::add);
    return schema;
  }
}
