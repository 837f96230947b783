package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageHeaders;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// The same command more than once.
final class RepeatChecks {

  private static final int COPIES = 20;

  private RepeatChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "repeated-command",
            "Kafka and the orchestrator deliver at least once, so every command may come again",
            RepeatChecks::repeated),
        new Check(
            "repeated-at-once",
            "repeated commands often stand in the same batch, before anything is recorded",
            RepeatChecks::repeatedAtOnce),
        new Check(
            "later-attempt",
            "an attempt whose answer was lost is tried again, and asks for the same effect",
            RepeatChecks::laterAttempt),
        new Check(
            "steps-are-separate",
            "a saga may ask the same participant for several steps, each with its own effect",
            RepeatChecks::stepsAreSeparate));
  }

  private static void repeated(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    Answer first = play.succeed(command);
    Answer second = play.ask(command);
    same(first, second);
    String id = MessageHeaders.ID;
    require(
        first.header(id).equals(second.header(id)),
        "the repeated reply has the id '%s' instead of '%s'"
            .formatted(second.header(id), first.header(id)));
    play.effects(command.sagaId(), 1, 0);
  }

  private static void repeatedAtOnce(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    play.wires().send(Collections.nCopies(COPIES, command).toArray(CommandMessage[]::new));
    List<Answer> answers = play.answers(command.sagaId(), COPIES);
    answers.forEach(answer -> same(answers.getFirst(), answer));
    play.effects(command.sagaId(), 1, 0);
  }

  private static void laterAttempt(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    Answer first = play.succeed(command);
    Answer second = play.ask(Play.attempt(2, command));
    same(first, second);
    require(
        second.text("attempt").equals("2"),
        "attempt 2 was answered as attempt " + second.text("attempt"));
    play.effects(command.sagaId(), 1, 0);
  }

  private static void stepsAreSeparate(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    play.succeed(command);
    Answer other = play.succeed(play.execute(command.sagaId(), "other-step", command.input()));
    require(
        other.text("step").equals("other-step"),
        "the second step was answered as '" + other.text("step") + "'");
    play.effects(command.sagaId(), 2, 0);
  }

  static void same(Answer first, Answer second) {
    require(
        first.saysTheSameAs(second),
        "the same command was first answered with " + first + ", then with " + second);
  }
}
