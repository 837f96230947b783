package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sagasuite.messaging.contract.MessageLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The reference of all messages, for people.
final class MessagesPage {

  private final StringBuilder page = new StringBuilder();

  static String text() {
    return new MessagesPage().write();
  }

  private String write() {
    line("# Messages");
    line("");
    line(
        "Generated from the code that writes and reads them; a test fails when they differ. The"
            + " same");
    line("as [AsyncAPI 3.0](asyncapi.yaml), with JSON Schemas (2020-12) under [schemas](schemas).");
    line("How a participant answers is in [participants.md](participants.md).");
    line("");
    line(
        "Every record's key is the saga id. Values are JSON of at most %,d bytes. Members and headers"
            .formatted(MessageLimits.VALUE_BYTES_MAX));
    line("that a reader does not know are to be skipped: messages may gain some, and lose none.");
    topics();
    Map<String, ObjectNode> schemas = Schemas.all();
    section("Command", Schemas.COMMAND, schemas, Wire.commands());
    example(GoldenMessage.commands(), "ReleaseStock");
    reply(schemas.getOrDefault(Schemas.REPLY, Observed.JSON.createObjectNode()));
    section("Saga event", Schemas.EVENT, schemas, Wire.transitions());
    events(schemas.getOrDefault(Schemas.EVENT, Observed.JSON.createObjectNode()));
    PublishedEvents.all().forEach(event -> published(event, schemas));
    deadLetter();
    return page.toString();
  }

  private void topics() {
    line("");
    line("| topic | carries | what for |");
    line("|---|---|---|");
    for (Channels channel : Channels.all()) {
      List<String> names = new ArrayList<>(channel.messages());
      names.replaceAll(name -> name.equals(Channels.ANY_COMMAND) ? "commands" : "`" + name + "`");
      row("`" + channel.topic() + "`", String.join(", ", names), channel.description());
    }
  }

  private void section(
      String title, String schema, Map<String, ObjectNode> schemas, List<Wire> seen) {
    title(title, schema);
    members(Schemas.headers(seen.stream().map(Wire::headers).toList()), "header");
    members(schemas.getOrDefault(schema, Observed.JSON.createObjectNode()), "member");
  }

  private void title(String title, String schema) {
    line("");
    line("## " + title);
    line("");
    line("[`" + schema + ".schema.json`](schemas/" + schema + ".schema.json)");
  }

  private void reply(ObjectNode schema) {
    title("Reply", Schemas.REPLY);
    members(Schemas.headers(Wire.replies().stream().map(Wire::headers).toList()), "header");
    members(schema, "member");
    line("");
    line("| outcome | carries besides |");
    line("|---|---|");
    for (JsonNode outcome : schema.path("oneOf")) {
      List<String> own = new ArrayList<>(Observed.names(outcome));
      own.remove("outcome");
      own.replaceAll(name -> "`" + name + "`" + (requires(outcome, name) ? "" : " (optional)"));
      row("`" + outcome.path("title").asText() + "`", String.join(", ", own));
    }
    example(GoldenMessage.replies(), "ReserveStock.succeeded");
    example(GoldenMessage.replies(), "TakePayment.rejected");
  }

  private void events(ObjectNode schema) {
    line("");
    line("| event | members besides `type`; in brackets those that may be missing |");
    line("|---|---|");
    for (Map.Entry<String, JsonNode> event : schema.path("$defs").properties()) {
      List<String> names = new ArrayList<>(Observed.names(event.getValue()));
      names.remove("type");
      names.replaceAll(
          name -> requires(event.getValue(), name) ? "`" + name + "`" : "[`" + name + "`]");
      row("`" + event.getKey() + "`", String.join(", ", names));
    }
    example(GoldenMessage.events(), "saga.events");
  }

  private void published(PublishedEvents event, Map<String, ObjectNode> schemas) {
    title(event.type(), event.schemaName());
    line("");
    line(schemas.get(event.schemaName()).path("description").asText());
    example(List.of(event.golden()), event.topic());
  }

  private void deadLetter() {
    line("");
    line("## Dead letter");
    line("");
    line("Key, value and headers are those of the message that was set aside. Added are:");
    members(Schemas.headers(List.of(Wire.deadLetterHeaders())), "header");
  }

  private void members(JsonNode schema, String what) {
    line("");
    line("| " + what + " | type | always there | meaning |");
    line("|---|---|---|---|");
    for (String name : Observed.names(schema)) {
      JsonNode member = schema.path("properties").path(name);
      row(
          "`" + name + "`",
          typeOf(member),
          requires(schema, name) ? "yes" : "no",
          member.path("description").asText());
    }
  }

  private static String typeOf(JsonNode member) {
    if (member.has("const")) {
      return "`" + member.path("const").asText() + "`";
    }
    if (member.has("enum")) {
      return String.join(
          ", ",
          StreamSupport.stream(member.path("enum").spliterator(), false)
              .map(word -> "`" + word.asText() + "`")
              .toList());
    }
    return member.path("format").asText(member.path("type").asText());
  }

  private static boolean requires(JsonNode schema, String name) {
    return StreamSupport.stream(schema.path("required").spliterator(), false)
        .anyMatch(required -> required.asText().equals(name));
  }

  private void example(List<GoldenMessage> messages, String name) {
    GoldenMessage golden =
        messages.stream().filter(message -> message.name().equals(name)).findFirst().orElseThrow();
    line("");
    line("```");
    line(golden.text());
    line("```");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
