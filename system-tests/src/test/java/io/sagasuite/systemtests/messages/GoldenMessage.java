package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A message as a golden file holds it, byte for byte what the code writes.
///
/// @param name the command, or the command and its outcome, or the topic
/// @param text headers, an empty line and the value, as they stand in the file
record GoldenMessage(String name, String text, ObjectNode headers, JsonNode body) {

  private static final Path MESSAGES =
      ServiceCommands.ROOT.resolve("saga-messaging/src/test/resources/golden");
  private static final Path EVENTS =
      ServiceCommands.ROOT.resolve(
          "orchestrator-service/src/test/resources/golden/event-messages.txt");

  /// Commands and replies.
  static List<GoldenMessage> messages() {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files.sorted().map(GoldenMessage::ofFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<GoldenMessage> commands() {
    return messages().stream().filter(message -> !message.isReply()).toList();
  }

  static List<GoldenMessage> replies() {
    return messages().stream().filter(GoldenMessage::isReply).toList();
  }

  /// What the orchestrator publishes of one journal row.
  static List<GoldenMessage> events() {
    try {
      List<String> parts =
          new ArrayList<>(Arrays.asList(Files.readString(EVENTS).strip().split("\n\n")));
      List<GoldenMessage> events = new ArrayList<>();
      for (int i = 0; i < parts.size(); i += 2) {
        String[] head = parts.get(i).split("\n", 2);
        events.add(of(head[0].split(" ")[0], head[1], parts.get(i + 1)));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isReply() {
    return body.has("outcome");
  }

  @Override
  public String toString() {
    return name;
  }

  private static GoldenMessage ofFile(Path file) {
    try {
      String[] parts = Files.readString(file).strip().split("\n\n", 2);
      return of(file.getFileName().toString().replace(".txt", ""), parts[0], parts[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenMessage of(String name, String head, String body) throws IOException {
    ObjectNode headers = Observed.JSON.createObjectNode();
    for (String line : head.split("\n")) {
      String[] header = line.split(": ", 2);
      if (!header[0].equals("key")) {
        headers.put(header[0], header[1]);
      }
    }
    String text = head + "\n\n" + body.strip();
    return new GoldenMessage(name, text, headers, Observed.JSON.readTree(body));
  }
}
