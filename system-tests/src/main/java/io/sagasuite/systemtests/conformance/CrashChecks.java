package io.sagasuite.systemtests.conformance;

import io.sagasuite.messaging.contract.CommandMessage;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A participant that is killed, and one that is not alone.
final class CrashChecks {

  private static final int AT_WORK = 300;
  private static final int TWICE = 60;

  private CrashChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "record-survives-kill",
            "a command that comes again after a crash must find what was recorded before it",
            CrashChecks::recordSurvives),
        new Check(
            "tombstone-survives-kill",
            "the command that was overtaken may be on its way for as long as topics keep records",
            CrashChecks::tombstoneSurvives),
        new Check(
            "killed-at-work",
            "between effect, record, reply and offset a crash may come at any point",
            CrashChecks::killedAtWork),
        new Check(
            "two-copies",
            "when partitions move, two copies hold the same command for a moment",
            CrashChecks::twoCopies));
  }

  private static void recordSurvives(Play play) {
    CommandMessage command = play.execute(UUID.randomUUID());
    Answer before = play.succeed(command);
    restart(play);
    RepeatChecks.same(before, play.ask(command));
    play.effects(command.sagaId(), 1, 0);
  }

  private static void tombstoneSurvives(Play play) {
    CommandMessage late = play.execute(UUID.randomUUID());
    play.succeed(play.compensate(late.sagaId(), null));
    restart(play);
    CompensationChecks.refused(play.ask(late));
    play.effects(late.sagaId(), 0, 0);
  }

  private static void killedAtWork(Play play) {
    List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(AT_WORK).toList();
    play.wires().send(sagas.stream().map(play::execute).toArray(CommandMessage[]::new));
    play.wires()
        .await(() -> sagas.stream().anyMatch(s -> !play.wires().of(s).isEmpty()), play.patience());
    restart(play);
    play.answersToAll(sagas, 1);
    play.wires().listen(Play.QUIET);
    sagas.forEach(saga -> allTheSame(play, saga));
    play.effects(sagas, 1, 0);
  }

  /// Each command stands on two partitions, which do not belong to the same copy: the lower half
  /// and the upper, an even one and an odd one.
  private static void twoCopies(Play play) {
    play.copies().startSecond();
    try {
      play.wires().listen(Play.QUIET.multipliedBy(5));
      int partitions = play.wires().partitions();
      List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(TWICE).toList();
      for (int i = 0; i < TWICE; i++) {
        CommandMessage command = play.execute(sagas.get(i));
        play.wires().send(i % partitions, command);
        play.wires().send((i + partitions / 2) % partitions, command);
      }
      play.answersToAll(sagas, 2);
      sagas.forEach(saga -> allTheSame(play, saga));
      play.effects(sagas, 1, 0);
    } finally {
      play.copies().killSecond();
    }
  }

  private static void allTheSame(Play play, UUID saga) {
    List<Answer> answers = play.wires().of(saga);
    answers.forEach(answer -> RepeatChecks.same(answers.getFirst(), answer));
  }

  private static void restart(Play play) {
    play.copies().kill();
    play.copies().start();
    Kit.awaitAnswering(play);
  }
}
