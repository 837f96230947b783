package io.sagasuite.saga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.OperatorAction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.plan.UndoPlan.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is foretold is held against what the decider then does.
class UndoPlanTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final SagaDefinition DIAMOND =
      SagaDefinitionBuilder.saga("diamond")
          .step("base", step -> step.command("p", "Do", "Undo"))
          .step("left", step -> step.command("p", "Do", "Undo").needs("base"))
          .step("right", step -> step.command("p", "Do", "Undo").needs("base"))
          .step("read", step -> step.command("p", "Do", "none").needs("left"))
          .step("top", step -> step.command("p", "Do", "Undo").needs("read", "right"))
          .build()
          .atVersion(1);

  @Test
  void standsEachEffectBehindAllThatWasBuiltOnIt() {
    SagaState state = executed(DIAMOND, 5);

    UndoPlan plan = UndoPlan.of(DIAMOND, state);

    assertThat(names(plan))
        .containsExactly(List.of("top"), List.of("right", "left"), List.of("base"));
  }

  @Test
  void tellsWhatIsStillUnderWay() {
    SagaState state = executed(DIAMOND, 1);

    UndoPlan plan = UndoPlan.of(DIAMOND, state);

    assertThat(names(plan)).containsExactly(List.of("right", "left"), List.of("base"));
    assertThat(plan.batches().getFirst()).allMatch(Undo::awaited);
    assertThat(plan.batches().getLast()).noneMatch(Undo::awaited);
  }

  @Test
  void tellsWhatTheStepHadPutOut() {
    SagaState state = executed(DIAMOND, 5);

    assertThat(UndoPlan.of(DIAMOND, state).batches().getFirst().getFirst().command().output())
        .isEqualTo(Map.of());
  }

  @Test
  void hasNothingToTellOfASagaThatDidNothing() {
    SagaState undone = undone(DIAMOND, executed(DIAMOND, 1), new ArrayList<>());

    assertThat(undone.status()).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(UndoPlan.of(DIAMOND, undone).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void foretellsTheVeryCommandsThatAreThenSent(long seed) {
    Random random = new Random(seed);
    SagaDefinition definition = drawn(random);
    SagaState before = executed(definition, random.nextInt(definition.steps().size() + 1));
    Decision cancelled =
        before.status() == SagaStatus.COMPLETED
            ? act(definition, before, new OperatorAction.Compensate(null, null))
            : act(definition, before, new OperatorAction.Cancel());

    UndoPlan plan = UndoPlan.of(definition, cancelled.state());
    List<SendCommand> sent = new ArrayList<>(undoCommands(cancelled));
    SagaState end = undone(definition, cancelled.state(), sent);

    assertThat(end.status()).as("seed %d", seed).isEqualTo(SagaStatus.COMPENSATED);
    assertThat(sent)
        .as("seed %d", seed)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("output")
        .containsExactlyInAnyOrderElementsOf(
            plan.batches().stream().flatMap(List::stream).map(Undo::command).toList());
    Map<String, Integer> batchOf = batchOf(plan);
    for (int later = 1; later < sent.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        String first = sent.get(earlier).step();
        String then = sent.get(later).step();
        if (definition.graph().isAncestor(then, first)) {
          assertThat(batchOf.get(first)).isLessThan(batchOf.get(then));
        }
      }
    }
  }

  private static SagaDefinition drawn(Random random) {
    SagaDefinitionBuilder saga = SagaDefinitionBuilder.saga("drawn");
    List<String> before = new ArrayList<>();
    int count = 2 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      String[] needs =
          before.stream().filter(name -> random.nextInt(3) == 0).toArray(String[]::new);
      String undo = random.nextInt(5) == 0 ? "none" : "Undo";
      saga.step("s" + i, step -> step.command("p", "Do", undo).needs(needs));
      before.add("s" + i);
    }
    return saga.build().atVersion(1);
  }

  /// A saga of which the first steps to be asked have answered.
  private static SagaState executed(SagaDefinition definition, int answers) {
    SagaInput start =
        new SagaInput.StartSaga(new UUID(1, 2), null, Map.of(), null, Map.of("a", 1), NOW);
    Decision last = SagaDecider.decide(definition, null, start);
    List<SendCommand> open = new ArrayList<>(last.commands());
    for (int i = 0; i < answers; i++) {
      last = succeed(definition, last.state(), open.removeFirst());
      open.addAll(last.commands());
    }
    return last.state();
  }

  /// The same saga at its end; what it sends to undo is added. What is still under way succeeds.
  private static SagaState undone(
      SagaDefinition definition, SagaState state, List<SendCommand> sent) {
    SagaState last = state;
    if (last.turnReason() == null) {
      Decision cancelled = act(definition, last, new OperatorAction.Cancel());
      sent.addAll(undoCommands(cancelled));
      last = cancelled.state();
    }
    while (!last.status().isEnded()) {
      SendCommand next = SagaEffects.outstanding(definition, last).getFirst();
      Decision decision = succeed(definition, last, next);
      sent.addAll(undoCommands(decision));
      last = decision.state();
    }
    return last;
  }

  private static List<SendCommand> undoCommands(Decision decision) {
    return decision.commands().stream()
        .filter(command -> command.direction() == Direction.COMPENSATE)
        .toList();
  }

  private static Decision succeed(SagaDefinition definition, SagaState state, SendCommand command) {
    return SagaDecider.decide(
        definition,
        state,
        new SagaInput.ReplyReceived(
            command.step(),
            command.direction(),
            command.attempt(),
            new Outcome.Succeeded(Map.of()),
            NOW));
  }

  private static Decision act(SagaDefinition definition, SagaState state, OperatorAction action) {
    return SagaDecider.decide(
        definition, state, new SagaInput.OperatorActs(action, "ada", "changed my mind", NOW));
  }

  private static List<List<String>> names(UndoPlan plan) {
    return plan.batches().stream().map(batch -> batch.stream().map(Undo::step).toList()).toList();
  }

  private static Map<String, Integer> batchOf(UndoPlan plan) {
    Map<String, Integer> batchOf = new HashMap<>();
    for (int batch = 0; batch < plan.batches().size(); batch++) {
      for (Undo undo : plan.batches().get(batch)) {
        batchOf.put(undo.step(), batch);
      }
    }
    return batchOf;
  }
}
