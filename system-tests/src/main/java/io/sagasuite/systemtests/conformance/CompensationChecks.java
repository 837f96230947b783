package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.messaging.contract.CommandMessage;
import java.util.List;
import java.util.UUID;

/// Undoing: once, without knowing what was answered, and before there is anything to undo.
final class CompensationChecks {

  private CompensationChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "compensation-undoes-once",
            "a refund that is sent twice is money given away",
            CompensationChecks::undoesOnce),
        new Check(
            "compensation-without-output",
            "after a timeout the orchestrator undoes a step whose answer it never got",
            CompensationChecks::undoesWithoutOutput),
        new Check(
            "forward-after-compensation",
            "a command may arrive again long after its effect was undone",
            CompensationChecks::doesNotRedo),
        new Check(
            "compensation-of-nothing",
            "a saga whose step never happened must still come to its end",
            CompensationChecks::undoesNothing),
        new Check(
            "tombstone",
            "a command that its compensation overtook would leave an effect that nobody undoes",
            CompensationChecks::leavesATombstone));
  }

  private static void undoesOnce(Play play) {
    UUID saga = UUID.randomUUID();
    CommandMessage compensation = play.compensate(saga, play.succeed(play.execute(saga)));
    Answer first = play.succeed(compensation);
    RepeatChecks.same(first, play.ask(compensation));
    RepeatChecks.same(first, play.ask(Play.attempt(2, compensation)));
    play.effects(saga, 1, 1);
  }

  private static void undoesWithoutOutput(Play play) {
    UUID saga = UUID.randomUUID();
    play.succeed(play.execute(saga));
    play.succeed(play.compensate(saga, null));
    play.effects(saga, 1, 1);
  }

  private static void doesNotRedo(Play play) {
    UUID saga = UUID.randomUUID();
    CommandMessage command = play.execute(saga);
    Answer done = play.succeed(command);
    play.succeed(play.compensate(saga, done));
    play.ask(command);
    play.ask(Play.attempt(2, command));
    play.effects(saga, 1, 1);
  }

  private static void undoesNothing(Play play) {
    UUID saga = UUID.randomUUID();
    play.succeed(play.compensate(saga, null));
    play.effects(saga, 0, 0);
  }

  private static void leavesATombstone(Play play) {
    CommandMessage late = play.execute(UUID.randomUUID());
    play.succeed(play.compensate(late.sagaId(), null));
    refused(play.ask(late));
    refused(play.ask(Play.attempt(2, late)));
    play.effects(late.sagaId(), 0, 0);
  }

  static void refused(Answer late) {
    require(
        late.rejected(),
        "a command that came after its compensation was to be rejected but was answered with "
            + late);
  }
}
