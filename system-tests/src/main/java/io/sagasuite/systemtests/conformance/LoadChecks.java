package io.sagasuite.systemtests.conformance;

import static io.sagasuite.systemtests.conformance.BreachException.require;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many at once, and large ones.
final class LoadChecks {

  private static final int STEPS = 20;
  private static final int BATCH = 500;
  private static final int ENVELOPE_BYTES = 4_096;

  private LoadChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
            "keeps-order",
            "what concerns one saga is sent in an order that means something",
            LoadChecks::keepsOrder),
        new Check(
            "large-input",
            "one command larger than usual must not hold up all others",
            LoadChecks::takesLargeInput),
        new Check(
            "big-batch",
            "after an outage many commands wait, and each is a saga that waits",
            LoadChecks::takesABigBatch));
  }

  private static void keepsOrder(Play play) {
    UUID saga = UUID.randomUUID();
    List<String> steps = IntStream.range(0, STEPS).mapToObj(i -> "step-" + i).toList();
    play.wires()
        .send(
            steps.stream()
                .map(step -> play.execute(saga, step, play.subject().inputOf(saga)))
                .toArray(CommandMessage[]::new));
    List<String> answered =
        play.answers(saga, STEPS).stream().map(answer -> answer.text("step")).toList();
    require(answered.equals(steps), "the steps of one saga were answered in order " + answered);
  }

  private static void takesLargeInput(Play play) {
    UUID saga = UUID.randomUUID();
    Map<String, Object> input = new HashMap<>(play.subject().inputOf(saga));
    input.put("padding", "x".repeat(MessageLimits.VALUE_BYTES_MAX - ENVELOPE_BYTES));
    Answer answer = play.ask(play.execute(saga, Play.STEP, input));
    require(!answer.text("outcome").isEmpty(), "a large input was answered with " + answer);
    play.succeed(play.execute(UUID.randomUUID()));
  }

  private static void takesABigBatch(Play play) {
    List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(BATCH).toList();
    play.wires().send(sagas.stream().map(play::execute).toArray(CommandMessage[]::new));
    play.answersToAll(sagas, 1);
    play.effects(sagas, 1, 0);
  }
}
