package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sagasuite.messaging.contract.Topics;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The AsyncAPI 3.0 document of all topics.
final class AsyncApi {

  private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private final ObjectNode document = Observed.JSON.createObjectNode();

  static String text() {
    try {
      return "# Generated from the code, see docs/messages.md.\n"
          + YAML.writeValueAsString(new AsyncApi().document());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode document() {
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Saga suite")
        .put("version", "1.0.0")
        .put("description", "Every message on every topic. All are CloudEvents in binary mode.")
        .putObject("license")
        .put("name", "Apache-2.0");
    document.put("defaultContentType", "application/json");
    document
        .withObject("/servers/local")
        .put("host", "localhost:19092")
        .put("protocol", "kafka")
        .put("description", "The broker that ./suite up starts.");
    List<Channels> channels = Channels.all();
    channels.forEach(this::channel);
    channels.forEach(this::operation);
    channels.forEach(this::messages);
    headers("CommandHeaders", Wire.commands().stream().map(Wire::headers).toList());
    headers("ReplyHeaders", Wire.replies().stream().map(Wire::headers).toList());
    headers(
        "EventHeaders",
        Stream.concat(Wire.transitions().stream(), Wire.published().stream())
            .map(Wire::headers)
            .toList());
    headers("DeadLetterHeaders", List.of(Wire.deadLetterHeaders()));
    return document;
  }

  private void channel(Channels channel) {
    ObjectNode node =
        document
            .withObject("/channels/" + channel.id())
            .put("address", channel.topic())
            .put("description", channel.description());
    ObjectNode messages = node.putObject("messages");
    channel
        .messages()
        .forEach(name -> messages.putObject(name).put("$ref", "#/components/messages/" + name));
    if (channel.topic().equals(Channels.DEAD_LETTERS)) {
      ArrayNode topics =
          node.withObject("/parameters/topic")
              .put("description", "The topic that the message was found on.")
              .putArray("enum");
      Channels.consumed().forEach(topics::add);
    }
    node.withObject("/bindings/kafka").put("bindingVersion", "0.5.0");
  }

  /// From where the orchestrator stands; dead letters are for people.
  private void operation(Channels channel) {
    boolean incoming =
        channel.topic().equals(Topics.REPLIES) || channel.topic().equals(Channels.DEAD_LETTERS);
    ObjectNode node =
        document
            .withObject("/operations/" + (incoming ? "receive-" : "send-") + channel.id())
            .put("action", incoming ? "receive" : "send");
    node.putObject("channel").put("$ref", "#/channels/" + channel.id());
    if (channel.isOfCommands()) {
      String replies = "#/channels/" + Topics.REPLIES.replace('.', '-');
      node.withObject("/reply/channel").put("$ref", replies);
    }
  }

  private void messages(Channels channel) {
    for (String name : channel.messages()) {
      ObjectNode message = document.withObject("/components/messages/" + name);
      message.removeAll();
      message.put("name", name).put("contentType", "application/json");
      message
          .putObject("headers")
          .put("$ref", "#/components/schemas/" + headersOf(channel) + "Headers");
      payload(message, channel, name);
      message
          .withObject("/bindings/kafka")
          .put("bindingVersion", "0.5.0")
          .putObject("key")
          .put("type", "string")
          .put("description", "The saga id, so that whatever concerns one saga keeps its order.");
      List<GoldenMessage> golden = goldenOf(channel, name);
      if (!golden.isEmpty()) {
        ArrayNode examples = message.putArray("examples");
        golden.forEach(example -> {
          ObjectNode node = examples.addObject().put("name", example.name());
          node.set("headers", example.headers());
          node.set("payload", example.body());
        });
      }
    }
  }

  private static String headersOf(Channels channel) {
    return switch (channel.schema()) {
      case null -> "DeadLetter";
      case Schemas.COMMAND -> "Command";
      case Schemas.REPLY -> "Reply";
      default -> "Event";
    };
  }

  private static void payload(ObjectNode message, Channels channel, String name) {
    if (channel.schema() == null) {
      return;
    }
    String member = memberThatSays(channel.schema(), name);
    ObjectNode schema =
        message.putObject("payload").put("schemaFormat", SCHEMA_FORMAT).putObject("schema");
    String file = "./schemas/" + channel.schema() + ".schema.json";
    if (member == null) {
      schema.put("$ref", file);
      return;
    }
    ArrayNode parts = schema.putArray("allOf");
    parts.addObject().put("$ref", file);
    parts.addObject().withObject("/properties/" + member).put("const", name);
  }

  private static @Nullable String memberThatSays(String schema, String name) {
    return switch (schema) {
      case Schemas.REPLY -> "outcome";
      case Schemas.COMMAND -> name.equals(Channels.ANY_COMMAND) ? null : "command";
      default -> null;
    };
  }

  static List<GoldenMessage> goldenOf(Channels channel, String name) {
    return switch (channel.schema()) {
      case null -> List.of();
      case Schemas.COMMAND ->
          GoldenMessage.commands().stream().filter(golden -> golden.name().equals(name)).toList();
      case Schemas.REPLY ->
          GoldenMessage.replies().stream()
              .filter(golden -> golden.name().endsWith("." + name))
              .toList();
      default ->
          GoldenMessage.events().stream()
              .filter(golden -> golden.name().equals(channel.topic()))
              .toList();
    };
  }

  private void headers(String name, List<ObjectNode> seen) {
    document.withObject("/components/schemas").set(name, Schemas.headers(seen));
  }
}
