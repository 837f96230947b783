package io.sagasuite.systemtests.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schemas against messages: those of the golden files pass, and whatever passes can
/// be read.
class MessageSchemasTest {

  private static final Path GOLDEN =
      ServiceCommands.ROOT.resolve("orchestrator-service/src/test/resources/golden");
  private static final List<String> WRONG = List.of("null", "true", "-1", "\"?\"", "[]", "{}");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  static List<GoldenMessage> commands() {
    return GoldenMessage.commands();
  }

  static List<GoldenMessage> replies() {
    return GoldenMessage.replies();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void goldenCommandsFit(GoldenMessage golden) {
    assertThat(faults(Schemas.COMMAND, golden.body())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void goldenRepliesFit(GoldenMessage golden) {
    assertThat(faults(Schemas.REPLY, golden.body())).isEmpty();
  }

  @Test
  void goldenEventsFit() throws IOException {
    GoldenMessage transition = GoldenMessage.events().getFirst();
    assertThat(faults(Schemas.EVENT, transition.body())).isEmpty();

    for (String file : List.of("journal-events.jsonl", "journal-events-fulfilled.jsonl")) {
      for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
        JsonNode events = Observed.JSON.readTree(line);
        ObjectNode row = transition.body().deepCopy();
        row.set("events", events.isArray() ? events : events.path("events"));
        assertThat(faults(Schemas.EVENT, row)).as(line).isEmpty();
      }
    }
  }

  @Test
  void goldenPublishedEventsFit() {
    assertThat(PublishedEvents.all())
        .isNotEmpty()
        .allSatisfy(
            event -> assertThat(faults(event.schemaName(), event.golden().body())).isEmpty());
  }

  @Test
  void anEventThatIsNoneDoesNotFit() {
    ObjectNode row = GoldenMessage.events().getFirst().body().deepCopy();
    ((ObjectNode) row.path("events").get(0)).put("type", "StepSucceded");

    assertThat(faults(Schemas.EVENT, row)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandThatFitsCanBeRead(GoldenMessage golden) {
    assertThat(mutants(golden.body()))
        .allSatisfy(body ->
            assertThat(Schemas.readsCommand(body) || !faults(Schemas.COMMAND, body).isEmpty())
                .as("%s fits but cannot be read", body)
                .isTrue());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyThatFitsCanBeRead(GoldenMessage golden) {
    assertThat(mutants(golden.body()))
        .allSatisfy(body ->
            assertThat(Schemas.readsReply(body) || !faults(Schemas.REPLY, body).isEmpty())
                .as("%s fits but cannot be read", body)
                .isTrue());
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyWithNothingButWhatIsNeededFits(GoldenMessage golden) {
    for (String name : List.of("message", "output")) {
      ObjectNode body = ((ObjectNode) golden.body().deepCopy()).without(name);
      assertThat(Schemas.readsReply(body)).isTrue();
      assertThat(faults(Schemas.REPLY, body)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Schemas.COMMAND, Schemas.REPLY, Schemas.EVENT, "order-processed"})
  void schemasAreSchemas(String name) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

    assertThat(meta.validate(file(name))).isEmpty();
  }

  /// The body with each member left out, and with each of another kind.
  private static List<JsonNode> mutants(JsonNode body) {
    List<JsonNode> mutants = new ArrayList<>();
    body.fieldNames()
        .forEachRemaining(name -> {
          mutants.add(((ObjectNode) body.deepCopy()).without(name));
          WRONG.forEach(
              wrong -> mutants.add(((ObjectNode) body.deepCopy()).set(name, read(wrong))));
        });
    return mutants;
  }

  private static List<Error> faults(String schema, JsonNode body) {
    return REGISTRY.getSchema(file(schema)).validate(body);
  }

  private static JsonNode file(String schema) {
    try {
      Path file = ServiceCommands.ROOT.resolve("docs/schemas/" + schema + ".schema.json");
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return Observed.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
