package io.sagasuite.systemtests.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What each header and each member of a message says, once for all messages.
final class Meanings {

  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("content-type", "The form of the value."),
          Map.entry("ce_specversion", "The version of CloudEvents."),
          Map.entry("ce_id", "The same for a message that is sent again."),
          Map.entry("ce_type", "What the message is."),
          Map.entry("ce_source", "Who sent it: `/` and the service's name."),
          Map.entry("ce_subject", "The saga id, which is the correlation id as well."),
          Map.entry("ce_time", "When it was sent."),
          Map.entry("traceparent", "W3C trace context: one trace id for all messages of a saga."),
          Map.entry("journal-position", "The row's place in the order of commits."),
          Map.entry("dead-letter-reason", "Why it was set aside, in a sentence."),
          Map.entry("dead-letter-place", "`topic-partition@offset` that it was found at."));

  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("sagaId", "The saga; also the record's key."),
          Map.entry("step", "The step's name within the saga, to be taken as it comes."),
          Map.entry("direction", "`execute`, or `compensate` to undo what `execute` did."),
          Map.entry(
              "attempt", "From 1. A later attempt of a step and direction asks for the same."),
          Map.entry("idempotencyKey", "What is applied once: saga id, step and direction."),
          Map.entry("command", "What is to be done, as a verb and a noun."),
          Map.entry(
              "input", "The step's input; a compensation carries that of the step it undoes."),
          Map.entry("output", "What the step came to; later steps may refer to it."),
          Map.entry("outcome", "Which kind of answer it is."),
          Map.entry("code", "A stable word for the reason."),
          Map.entry("message", "The reason, for people."),
          Map.entry("signal", "What is waited for."),
          Map.entry("type", "The event's name."),
          Map.entry("definition", "The saga's type."),
          Map.entry("definitionVersion", "The version of the definition that the saga keeps to."),
          Map.entry("version", "The saga's version: from 1, by one with every row."),
          Map.entry("status", "Where the saga stands."),
          Map.entry("at", "When it was decided."),
          Map.entry("trigger", "What moved the saga."),
          Map.entry("events", "What happened, in order."),
          Map.entry("businessKey", "What the one who started the saga calls it."),
          Map.entry("metadata", "What the one who started the saga noted."),
          Map.entry("parentSagaId", "The saga whose step this one carries out."),
          Map.entry("parentStep", "That saga's step."),
          Map.entry("deadlineAt", "When the saga turns back, if it has not ended."),
          Map.entry("timeoutAt", "When the attempt's outcome counts as unknown."),
          Map.entry("resendAt", "When the command is sent again, if nothing is heard."),
          Map.entry("resends", "How often the command was sent again."),
          Map.entry("retryAt", "When the next attempt begins."),
          Map.entry("outcomeUnknown", "The effect cannot be ruled out."),
          Map.entry("until", "When it waits no longer."),
          Map.entry("count", "How many elements there are."),
          Map.entry("why", "The reason, for people."),
          Map.entry("blocking", "Steps that need this one are skipped as well."),
          Map.entry("event", "The published event's type."),
          Map.entry("topic", "Where it is published."),
          Map.entry("data", "What it carries."),
          Map.entry("reason", "Why, as a word or from a person."),
          Map.entry("action", "What a person did."),
          Map.entry("by", "Who did it."),
          Map.entry("steps", "The names of the steps."),
          Map.entry("round", "The round of a recurring saga, from 1."),
          Map.entry("nextAt", "When the next round begins."));

  private Meanings() {}

  static ObjectNode ofMembers(ObjectNode schema) {
    return describe(schema, MEMBERS);
  }

  static ObjectNode ofHeaders(ObjectNode schema) {
    return describe(schema, HEADERS);
  }

  private static ObjectNode describe(ObjectNode schema, Map<String, String> meanings) {
    for (String name : Observed.names(schema)) {
      String meaning = meanings.get(name);
      if (meaning == null) {
        throw new IllegalStateException("say in Meanings what '" + name + "' means");
      }
      ((ObjectNode) schema.path("properties").path(name)).put("description", meaning);
    }
    return schema;
  }
}
