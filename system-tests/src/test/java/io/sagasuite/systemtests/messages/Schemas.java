package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The JSON Schemas of what the messages carry. A command's requires what the orchestrator always
/// sends, so that a participant may rely on it; a reply's requires what the orchestrator cannot do
/// without. All of them leave room for members to come.
final class Schemas {

  static final String COMMAND = "command";
  static final String REPLY = "reply";
  static final String EVENT = "saga-event";

  private Schemas() {}

  static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    schemas.put(COMMAND, command());
    schemas.put(REPLY, reply());
    schemas.put(EVENT, event());
    PublishedEvents.all().forEach(event -> schemas.put(event.schemaName(), event.schema()));
    return schemas;
  }

  static ObjectNode headers(Collection<ObjectNode> seen) {
    return Meanings.ofHeaders(Observed.schema(seen));
  }

  /// The beginning of every schema.
  static ObjectNode titled(String name, String title, String description) {
    return Observed.JSON
        .createObjectNode()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("$id", "urn:saga-suite:message:" + name)
        .put("title", title)
        .put("description", description);
  }

  private static ObjectNode command() {
    List<ObjectNode> samples = Wire.commands().stream().map(Wire::body).toList();
    ObjectNode observed = Observed.schema(samples);
    Observed.boundNumbers(observed, samples.getFirst(), Schemas::readsCommand);
    String description =
        "A request to execute or to compensate one step of one saga. A participant applies it once"
            + " for each saga, step and direction.";
    return titled(COMMAND, "Command", description).setAll(Meanings.ofMembers(observed));
  }

  private static ObjectNode reply() {
    Map<String, List<ObjectNode>> byOutcome =
        Wire.replies().stream()
            .map(Wire::body)
            .collect(
                Collectors.groupingBy(
                    body -> body.path("outcome").asText(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Set<String> common = new LinkedHashSet<>(Observed.names(observedReply(allOf(byOutcome))));
    byOutcome
        .values()
        .forEach(samples -> common.retainAll(Observed.names(Observed.schema(samples))));

    ObjectNode schema = titled(REPLY, "Reply", "A participant's answer to one attempt.");
    schema.setAll(Meanings.ofMembers(only(observedReply(allOf(byOutcome)), common::contains)));
    ArrayNode outcomes = schema.putArray("oneOf");
    byOutcome.forEach((outcome, samples) -> {
      Predicate<String> own = name -> name.equals("outcome") || !common.contains(name);
      ObjectNode branch = Meanings.ofMembers(only(observedReply(samples), own));
      outcomes.add(Observed.JSON.createObjectNode().put("title", outcome).setAll(branch));
    });
    return schema;
  }

  private static List<ObjectNode> allOf(Map<String, List<ObjectNode>> byOutcome) {
    return byOutcome.values().stream().flatMap(List::stream).toList();
  }

  private static ObjectNode observedReply(List<ObjectNode> samples) {
    ObjectNode observed = Observed.schema(samples);
    Observed.requireOnlyWhatIsNeeded(observed, samples, Schemas::readsReply);
    Observed.boundNumbers(observed, samples.getFirst(), Schemas::readsReply);
    return observed;
  }

  private static ObjectNode only(ObjectNode schema, Predicate<String> wanted) {
    List<String> others = Observed.names(schema).stream().filter(wanted.negate()).toList();
    ((ObjectNode) schema.path("properties")).remove(others);
    ArrayNode required = (ArrayNode) schema.path("required");
    for (int i = required.size() - 1; i >= 0; i--) {
      if (others.contains(required.get(i).asText())) {
        required.remove(i);
      }
    }
    return schema;
  }

  private static ObjectNode event() {
    ObjectNode schema =
        titled(EVENT, "Saga event", "One row of a saga's journal: what one decision brought.");
    schema.setAll(
        Meanings.ofMembers(Observed.schema(Wire.transitions().stream().map(Wire::body).toList())));
    ArrayNode kinds = schema.withObject("/properties/events/items").putArray("oneOf");
    ObjectNode definitions = schema.putObject("$defs");
    Wire.events()
        .forEach((name, samples) -> {
          kinds.addObject().put("$ref", "#/$defs/" + name);
          definitions.set(name, Meanings.ofMembers(Observed.schema(samples)));
        });
    return schema;
  }

  static boolean readsCommand(JsonNode body) {
    return reads(value -> MessageCodec.command(value, null), body);
  }

  static boolean readsReply(JsonNode body) {
    return reads(value -> MessageCodec.reply(value, null), body);
  }

  private static boolean reads(Consumer<byte[]> reader, JsonNode body) {
    try {
      reader.accept(body.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (UnreadableMessageException e) {
      return false;
    }
  }
}
