package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SendCommand;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The participants of a test. Like real ones they take each attempt once: the same command again
/// gets the recorded reply again, or none as long as there is none.
final class Participants {

  private final World world;
  private final Script script;
  private final Map<Attempt, Receipt> receipts = new HashMap<>();
  private final Map<Place, Integer> counts = new HashMap<>();

  private record Attempt(UUID sagaId, String step, Direction direction, int attempt) {}

  /// Where commands are counted, over attempts and rounds.
  private record Place(UUID sagaId, String element, Direction direction) {}

  /// What a participant remembers of an attempt.
  private static final class Receipt {
    private @Nullable Outcome replied;
  }

  Participants(World world, Script script) {
    this.world = world;
    this.script = script;
  }

  void receive(TestSaga saga, SendCommand command) {
    Attempt attempt = new Attempt(saga.id, command.step(), command.direction(), command.attempt());
    Receipt known = receipts.get(attempt);
    Script.Rule rule = script.find(command);
    boolean isForChild = SagaEffects.ORCHESTRATOR.equals(command.participant()) && rule == null;
    if (known == null) {
      saga.sent.add(new Sent(world.now(), command));
      world.transcript.add(world.now(), saga, "command", () -> Readable.of(command));
      Receipt receipt = new Receipt();
      receipts.put(attempt, receipt);
      if (!isForChild) {
        take(saga, command, receipt, rule);
      }
    } else if (known.replied != null) {
      world.reply(saga, command, known.replied);
    }
    if (isForChild) {
      world.children().receive(saga, command);
    }
  }

  private void take(
      TestSaga saga, SendCommand command, Receipt receipt, Script.@Nullable Rule rule) {
    if (rule == null) {
      throw new AssertionError(nothingSaid(command));
    }
    String element = StepName.of(command.step()).element();
    Place place = new Place(saga.id, element, command.direction());
    int count = counts.merge(place, 1, Integer::sum) - 1;
    Behaviour behaviour = rule.at(count);
    if (behaviour.answer() == null) {
      return;
    }
    Outcome outcome = behaviour.answer().apply(command);
    for (int copy = 0; copy < behaviour.copies(); copy++) {
      world.after(
          behaviour.delay(),
          () -> {
            receipt.replied = outcome;
            world.reply(saga, command, outcome);
          });
    }
  }

  private String nothingSaid(SendCommand command) {
    boolean forward = command.direction() == Direction.EXECUTE;
    return """
    the test does not say what becomes of the command %s
    say it with   .participant("%s").on("%s").succeeds(Map.of())
    or with       .%s("%s").succeeds(Map.of())
    %s\
    """
        .formatted(
            Readable.of(command),
            command.participant(),
            command.command(),
            forward ? "step" : "undo",
            StepName.of(command.step()).step(),
            world.transcript.excerpt());
  }
}
