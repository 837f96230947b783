package io.sagasuite.messaging.contract;

/// Names of the Kafka topics. The key of every record is the saga id, so whatever concerns one saga
/// keeps its order.
public final class Topics {

  /// Participants' answers to the orchestrator.
  public static final String REPLIES = "saga.replies";

  /// One record per journal row: everything that happens to every saga and step.
  public static final String EVENTS = "saga.events";

  private Topics() {}

  /// Where a participant takes its commands from.
  public static String commandsOf(String participant) {
    return participant + ".commands";
  }

  /// Where messages of a topic go that could not be read or applied.
  public static String deadLettersOf(String topic) {
    return topic + ".dlq";
  }
}
