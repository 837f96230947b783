package io.sagasuite.systemtests.messages;

import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.messaging.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a topic carries.
///
/// @param topic its name; for dead letters a form of it
/// @param description a sentence for people
/// @param messages names of the messages in the AsyncAPI document
/// @param schema of the value, null when it may be anything
record Channels(String topic, String description, List<String> messages, @Nullable String schema) {

  static final String ANY_COMMAND = "AnyCommand";
  static final String DEAD_LETTERS = Topics.deadLettersOf("{topic}");
  static final List<String> OUTCOMES =
      List.of("succeeded", "rejected", "failed", "unknown", "waiting");

  static List<Channels> all() {
    List<Channels> channels = new ArrayList<>();
    commandTopics().forEach(topic -> channels.add(commands(topic)));
    channels.add(
        new Channels(
            Topics.REPLIES,
            "Participants' answers. The orchestrator reads them and nobody else has to.",
            OUTCOMES,
            Schemas.REPLY));
    channels.add(
        new Channels(
            Topics.EVENTS,
            "Everything that happens to every saga and step, for any consumer: each row of every"
                + " journal once, the rows of a saga in their order.",
            List.of("SagaTransitioned"),
            Schemas.EVENT));
    PublishedEvents.all()
        .forEach(event ->
            channels.add(
                new Channels(
                    event.topic(),
                    "What the suite's own sagas tell the world.",
                    List.of(event.type()),
                    event.schemaName())));
    channels.add(
        new Channels(
            DEAD_LETTERS,
            "Messages that could not be read or applied, as they came, with the reason.",
            List.of("DeadLetter"),
            null));
    return channels;
  }

  /// Topics that have dead letters.
  static List<String> consumed() {
    return SuiteTopics.names().stream()
        .filter(topic -> SuiteTopics.names().contains(Topics.deadLettersOf(topic)))
        .toList();
  }

  boolean isOfCommands() {
    return Schemas.COMMAND.equals(schema);
  }

  /// Its name where dots and braces are not allowed.
  String id() {
    return topic.equals(DEAD_LETTERS) ? "deadLetters" : topic.replace('.', '-');
  }

  private static List<String> commandTopics() {
    return consumed().stream().filter(topic -> !topic.equals(Topics.REPLIES)).toList();
  }

  private static Channels commands(String topic) {
    String participant = topic.substring(0, topic.lastIndexOf('.'));
    List<String> named =
        List.copyOf(
            ServiceCommands.byParticipant().getOrDefault(participant, new TreeSet<String>()));
    return new Channels(
        topic,
        "Requests to the participant " + participant + ".",
        named.isEmpty() ? List.of(ANY_COMMAND) : named,
        Schemas.COMMAND);
  }
}
