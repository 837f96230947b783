package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Direction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What checks are made of: commands of sagas that nobody else uses, and demands on what follows.
///
/// @param effects null when nobody told how to see them
record Play(
    Subject subject, Wires wires, Copies copies, @Nullable Effects effects, Duration patience) {

  static final String STEP = "first-step";

  /// How long something has to come that must not.
  static final Duration QUIET = Duration.ofMillis(700);

  private static final int MANY = 4;

  CommandMessage execute(UUID sagaId) {
    return execute(sagaId, STEP, subject.inputOf(sagaId));
  }

  CommandMessage execute(UUID sagaId, String step, Map<String, Object> input) {
    return new CommandMessage(
        sagaId, step, Direction.EXECUTE, 1, subject.execute(), input, null, trace());
  }

  /// Undoes the step that was answered so; without an answer, one that may have been done.
  CommandMessage compensate(UUID sagaId, @Nullable Answer done) {
    Map<String, Object> output =
        done == null ? null : Subject.read(done.body().path("output").toString(), sagaId);
    return new CommandMessage(
        sagaId,
        STEP,
        Direction.COMPENSATE,
        1,
        subject.compensate(),
        subject.inputOf(sagaId),
        output,
        trace());
  }

  static CommandMessage attempt(int attempt, CommandMessage command) {
    return new CommandMessage(
        command.sagaId(),
        command.step(),
        command.direction(),
        attempt,
        command.command(),
        command.input(),
        command.output(),
        command.traceparent());
  }

  /// The answer to a command that is sent now.
  Answer ask(CommandMessage command) {
    int before = wires.of(command.sagaId()).size();
    wires.send(command);
    return answers(command.sagaId(), before + 1).get(before);
  }

  /// The answer to a command, which must be a success.
  Answer succeed(CommandMessage command) {
    Answer answer = ask(command);
    require(
        answer.succeeded(), command.command() + " was to succeed but was answered with " + answer);
    return answer;
  }

  /// So many answers to a saga, or more.
  List<Answer> answers(UUID sagaId, int count) {
    boolean came = wires.await(() -> wires.of(sagaId).size() >= count, patience);
    List<Answer> answers = wires.of(sagaId);
    require(
        came,
        "%d of %d commands were answered within %d s"
            .formatted(answers.size(), count, patience.toSeconds()));
    return answers;
  }

  /// All of the answers to each saga, however many sagas there are.
  void answersToAll(List<UUID> sagas, int each) {
    boolean came =
        wires.await(
            () -> sagas.stream().allMatch(saga -> wires.of(saga).size() >= each),
            patience.multipliedBy(MANY));
    long missing = sagas.stream().filter(saga -> wires.of(saga).size() < each).count();
    require(
        came,
        "%d of %d sagas were not answered within %d s"
            .formatted(missing, sagas.size(), patience.multipliedBy(MANY).toSeconds()));
  }

  /// What was done and undone for a saga, as far as it can be seen.
  void effects(UUID sagaId, int done, int undone) {
    effects(List.of(sagaId), done, undone);
  }

  /// The same for each of these sagas.
  void effects(List<UUID> sagas, int done, int undone) {
    if (effects == null) {
      return;
    }
    List<Effects.Effect> all = effects.all();
    for (UUID saga : sagas) {
      long did = count(all, saga, Direction.EXECUTE);
      long undid = count(all, saga, Direction.COMPENSATE);
      require(
          did == done && undid == undone,
          "its data shows %s and %s for one saga, instead of %s and %s"
              .formatted(
                  times(did, "effect"), times(undid, "undo"),
                  times(done, "effect"), times(undone, "undo")));
    }
  }

  private static long count(List<Effects.Effect> all, UUID saga, Direction direction) {
    return all.stream()
        .filter(e -> e.sagaId().equals(saga) && e.direction().equals(direction.wire()))
        .count();
  }

  private static String times(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String trace() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
  }
}
