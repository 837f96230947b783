package io.sagasuite.systemtests.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.messaging.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents say what the code does.
class MessageDocumentsTest {

  private static final Path DOCS = ServiceCommands.ROOT.resolve("docs");
  private static final String ACCEPT =
      "mvn -pl system-tests -am test -Dtest=MessageDocumentsTest -Dgolden.accept=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";
  private static final ObjectWriter WRITER =
      Observed.JSON.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));

  @Test
  void documentsAreWhatTheCodeWritesAndReads() throws IOException {
    for (Map.Entry<String, String> document : documents().entrySet()) {
      Path file = DOCS.resolve(document.getKey());
      if (Boolean.getBoolean("golden.accept")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, document.getValue());
      }
      assertThat(file).as("accept with: %s", ACCEPT).exists();
      assertThat(Files.readString(file))
          .as("%s is not what the code says; accept with: %s", document.getKey(), ACCEPT)
          .isEqualTo(document.getValue());
    }
  }

  @Test
  void noSchemaIsLeftOfAMessageThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("schemas"))) {
      assertThat(files.map(file -> "schemas/" + file.getFileName()))
          .isSubsetOf(documents().keySet());
    }
  }

  @Test
  void everyTopicOfTheSuiteIsDescribed() {
    assertThat(SuiteTopics.names())
        .allSatisfy(topic -> {
          boolean setAside = topic.endsWith(Topics.deadLettersOf(""));
          assertThat(setAside ? Channels.consumed().stream().map(Topics::deadLettersOf) : named())
              .contains(topic);
        });
  }

  private static Stream<String> named() {
    return Channels.all().stream().map(Channels::topic);
  }

  private static Map<String, String> documents() throws JsonProcessingException {
    Map<String, String> documents = new TreeMap<>();
    documents.put("asyncapi.yaml", AsyncApi.text());
    documents.put("messages.md", MessagesPage.text());
    for (Map.Entry<String, ObjectNode> schema : Schemas.all().entrySet()) {
      documents.put(
          "schemas/" + schema.getKey() + ".schema.json",
          WRITER.writeValueAsString(schema.getValue()) + "\n");
    }
    return documents;
  }
}
