package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person may do to a saga in which situation, and that a refusal changes nothing.
class OperatorActionsTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of());
  private static final RetryPolicy ONCE = TWICE.withMaxAttempts(1);

  private static SagaDefinition line(boolean rollback) {
    return saga("line")
        .rollbackOnFailure(rollback)
        .step("a", s -> s.command("p", "DoA", "UndoA").retry(TWICE).compensationRetry(TWICE))
        .step("b", s -> s.command("p", "DoB", "UndoB").needs("a").retry(ONCE))
        .build()
        .atVersion(1);
  }

  private static final SagaDefinition LINE = line(true);
  private static final SagaDefinition KEEPING = line(false);

  private static final SagaDefinition PIVOTED =
      saga("pivoted")
          .step("a", s -> s.command("p", "DoA", "UndoA"))
          .step("b", s -> s.command("p", "Decide").kind(StepKind.PIVOT).needs("a"))
          .step("c", s -> s.command("p", "DoC").kind(StepKind.RETRIABLE).needs("b").retry(ONCE))
          .build()
          .atVersion(1);

  private static final SagaDefinition FENCED =
      saga("fenced")
          .step(
              "a",
              s ->
                  s.command("p", "DoA", "UndoA")
                      .retry(ONCE)
                      .compensationRetry(ONCE)
                      .onFailure(OnFailure.CONTINUE))
          .build()
          .atVersion(1);

  /// A saga in a situation, the step to act on, and the words of the actions that fit.
  record Situation(String name, Supplier<Scenario> saga, String step, Set<String> fitting) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Scenario running() {
    return Scenario.start(LINE, Map.of()).fails("a", "busy");
  }

  private static Scenario goingBack() {
    return Scenario.start(LINE, Map.of()).succeeds("a").rejects("b", "no").failsToUndo("a");
  }

  private static Scenario parkedForward() {
    return Scenario.start(PIVOTED, Map.of()).succeeds("a").succeeds("b").rejects("c", "no");
  }

  private static Scenario completed() {
    return Scenario.start(LINE, Map.of()).succeeds("a").succeeds("b");
  }

  private static Scenario undone() {
    return goingBack().whenDue().undoes("a");
  }

  static Stream<Situation> situations() {
    return Stream.of(
        new Situation(
            "running",
            OperatorActionsTest::running,
            "a",
            Set.of("pause", "cancel", "retry", "skip", "signal")),
        new Situation(
            "paused", () -> running().pause(), "a", Set.of("resume", "cancel", "skip", "signal")),
        new Situation(
            "going back", OperatorActionsTest::goingBack, "a", Set.of("pause", "retry", "skip")),
        new Situation(
            "paused on its way back", () -> goingBack().pause(), "a", Set.of("resume", "skip")),
        new Situation(
            "parked behind the pivot",
            OperatorActionsTest::parkedForward,
            "c",
            Set.of("retry", "skip", "signal")),
        new Situation(
            "parked while it undoes an optional step",
            () -> Scenario.start(FENCED, Map.of()).cannotTell("a").failsToUndo("a"),
            "a",
            Set.of("retry", "skip", "signal", "cancel")),
        new Situation(
            "parked on its way back",
            () -> goingBack().whenDue().failsToUndo("a"),
            "a",
            Set.of("retry", "skip")),
        new Situation(
            "failed",
            () -> Scenario.start(KEEPING, Map.of()).succeeds("a").rejects("b", "no"),
            "b",
            Set.of("retry", "skip", "compensate")),
        new Situation("completed", OperatorActionsTest::completed, "a", Set.of("compensate")),
        new Situation("undone", OperatorActionsTest::undone, "a", Set.of()),
        new Situation(
            "undone in part",
            () -> completed().compensate("b", "b").undoes("b"),
            "a",
            Set.of("compensate")));
  }

  static List<OperatorAction> actionsOn(String step) {
    return List.of(
        new OperatorAction.Pause(),
        new OperatorAction.Resume(),
        new OperatorAction.Cancel(),
        new OperatorAction.Retry(null),
        new OperatorAction.Skip(step, null),
        new OperatorAction.Compensate(null, null),
        new OperatorAction.SendSignal("any", Map.of()));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void takesTheActionsThatFitAndRefusesTheOthers(Situation situation) {
    for (OperatorAction action : actionsOn(situation.step())) {
      Scenario scenario = situation.saga().get();
      SagaState before = scenario.state();
      scenario.acts(action);
      if (situation.fitting().contains(action.word())) {
        assertThat(scenario.rejection()).as(action.word()).isNull();
        assertThat(scenario.events().getFirst())
            .isInstanceOfSatisfying(
                SagaEvent.OperatorActed.class, acted -> assertThat(acted.by()).isEqualTo("ada"));
        scenario.folds();
      } else {
        scenario.refused("");
        assertThat(scenario.state()).as(action.word()).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("situations")
  void namesTheActionsThatFitWhenItRefusesOne(Situation situation) {
    Scenario scenario = situation.saga().get();
    List<String> fitting = SagaDecider.fittingActions(scenario.state());
    for (OperatorAction action : actionsOn(situation.step())) {
      if (!fitting.contains(action.word())) {
        scenario.acts(action).refused("does not fit a saga that is");
        scenario.refused(
            fitting.isEmpty() ? "nothing more can be done to it" : String.join(", ", fitting));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("situations")
  void decidesTheSameTwiceAndLeavesWhatItWasGivenAsItWas(Situation situation) {
    for (OperatorAction action : actionsOn(situation.step())) {
      Scenario scenario = situation.saga().get();
      SagaState before = scenario.state();
      String written = before.toString();
      Decision once = scenario.acts(action).decision();
      Decision twice =
          SagaDecider.decide(
              scenario.definition(),
              before,
              new SagaInput.OperatorActs(action, "ada", "changed my mind", scenario.now()));
      assertThat(twice).isEqualTo(once);
      assertThat(before.toString()).isEqualTo(written);
    }
  }
}
