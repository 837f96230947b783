package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.definition.InvalidDefinitionException;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Faults that engines of this kind are known for, each shown not to be here. The comment says what
/// goes wrong elsewhere.
class FormerEnginesTest {

  private static final RetryPolicy THRICE =
      new RetryPolicy(
          3, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 0, List.of("busy"), List.of());

  private static SagaDefinitionBuilder stages() {
    return saga("stages")
        .step("infrastructure", s -> s.command("p", "Build", "Tear").retry(THRICE))
        .step(
            "services",
            s ->
                s.command("p", "Deploy", "Withdraw")
                    .needs("infrastructure")
                    .input(Map.of("vpc", "${steps['infrastructure'].output.vpc}")))
        .step("configuration", s -> s.command("p", "Set", "Unset").needs("services"));
  }

  private static final SagaDefinition STAGES = stages().build().atVersion(1);

  private static Scenario done() {
    return Scenario.start(STAGES, Map.of())
        .succeeds("infrastructure", Map.of("vpc", "v1"))
        .succeeds("services")
        .succeeds("configuration");
  }

  // Elsewhere a step's compensation is only ever declared, and nothing calls it.
  @Test
  void undoesWhatItDidWhenALaterStepFails() {
    Scenario.start(STAGES, Map.of())
        .succeeds("infrastructure")
        .rejects("services", "no")
        .sends("Tear infrastructure#1");
  }

  // Elsewhere the list of errors worth another attempt is read and never looked at.
  @Test
  void triesAgainOnlyWhatItsPolicyLists() {
    Scenario.start(STAGES, Map.of()).fails("infrastructure", "busy").is(SagaStatus.RUNNING);
    Scenario.start(STAGES, Map.of()).fails("infrastructure", "broken").is(SagaStatus.COMPENSATED);
  }

  // Elsewhere steps that need each other are never ready, and the run ends as a success.
  @Test
  void refusesStepsThatNeedEachOther() {
    SagaDefinitionBuilder circle =
        saga("circle")
            .step("a", s -> s.command("p", "A", "Undo").needs("b"))
            .step("b", s -> s.command("p", "B", "Undo").needs("a"));
    assertThatThrownBy(circle::build)
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("circle");
  }

  // Elsewhere resuming a failed run answers with its old failure.
  @Test
  void goesOnWithAFailedSagaWhenSomebodyTriesItAgain() {
    SagaDefinition keeping = stages().rollbackOnFailure(false).build().atVersion(1);
    Scenario.start(keeping, Map.of())
        .succeeds("infrastructure", Map.of("vpc", "v1"))
        .rejects("services", "no")
        .is(SagaStatus.FAILED)
        .retry(null)
        .sends("Deploy services#2")
        .succeeds("services")
        .succeeds("configuration")
        .is(SagaStatus.COMPLETED);
  }

  // Elsewhere outputs live in memory, and a resumed run has lost them.
  @Test
  void knowsTheOutputsOfEarlierStepsFromItsJournalAlone() {
    Scenario scenario =
        Scenario.start(STAGES, Map.of())
            .pause()
            .succeeds("infrastructure", Map.of("vpc", "v1"))
            .folds();

    assertThat(scenario.resume().commands().getFirst().input()).isEqualTo(Map.of("vpc", "v1"));
  }

  // Elsewhere one time limit spans all attempts, so that the last ones have no time left.
  @Test
  void givesEachAttemptItsOwnTime() {
    SagaDefinition definition =
        saga("timed")
            .step(
                "a",
                s ->
                    s.command("p", "A", "Undo")
                        .timeout(Duration.ofSeconds(5))
                        .retry(
                            new RetryPolicy(
                                2,
                                Duration.ofSeconds(1),
                                1,
                                Duration.ofSeconds(1),
                                0,
                                List.of(),
                                List.of())))
            .build()
            .atVersion(1);
    Scenario scenario =
        Scenario.start(definition, Map.of()).after(Duration.ofSeconds(5)).whenDue().sends("A a#2");

    assertThat(scenario.state().step("a").execute().dueAt()).isEqualTo(Scenario.at(11));
  }

  // Elsewhere the wait between two attempts cannot be cancelled.
  @Test
  void cancelsWhileItWaitsForItsNextAttempt() {
    Scenario.start(STAGES, Map.of())
        .fails("infrastructure", "busy")
        .cancel()
        .is(SagaStatus.COMPENSATED);
  }

  // Elsewhere a step runs although the optional one that it needs was skipped for a failure.
  @Test
  void doesNotRunWhatNeedsAStepThatWasSkippedForAFailure() {
    SagaDefinition definition =
        saga("optional")
            .step("a", s -> s.command("p", "A", "Undo").onFailure(OnFailure.SKIP_DEPENDENTS))
            .step("b", s -> s.command("p", "B", "Undo").needs("a"))
            .step("c", s -> s.command("p", "C", "Undo").needs("b"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .rejects("a", "no")
        .sends()
        .is("c", StepStatus.SKIPPED)
        .is(SagaStatus.COMPLETED);
  }

  // Elsewhere the bound on what runs at once, and the wish to roll back, are read by nothing.
  @Test
  void meansItsBoundAndItsRollback() {
    SagaDefinitionBuilder builder = saga("meant").maxConcurrentSteps(1).rollbackOnFailure(false);
    for (String name : List.of("a", "b")) {
      builder.step(name, s -> s.command("p", "Do", "Undo"));
    }
    Scenario.start(builder.build().atVersion(1), Map.of())
        .sends("Do a#1")
        .succeeds("a")
        .sends("Do b#1")
        .rejects("b", "no")
        .sends()
        .is(SagaStatus.FAILED)
        .is("a", StepStatus.SUCCEEDED);
  }

  // Elsewhere a later part cannot run by itself, because nobody remembers the earlier one.
  @Test
  void runsALaterPartWithWhatTheEarlierOnePutOut() {
    SagaInput.Part part =
        new SagaInput.Part(Set.of("services"), Map.of("infrastructure", Map.of("vpc", "v7")));
    SendCommand deploy = Scenario.startPart(STAGES, part).commands().getFirst();

    assertThat(deploy.input()).isEqualTo(Map.of("vpc", "v7"));
  }

  // Elsewhere undoing one stage names it as both bounds, one of which does not count: nothing
  // happens, and that is called a success.
  @Test
  void undoesOneStepAndRefusesToUndoNothing() {
    done()
        .compensate("configuration", "configuration")
        .sends("Unset configuration#1")
        .undoes("configuration")
        .compensate("configuration", "configuration")
        .refused("nothing that these steps did can be undone");
  }

  // Elsewhere the way back does not know what the way forward knew.
  @Test
  void undoesWithTheInputAndOutputOfTheStepItself() {
    Scenario scenario =
        Scenario.start(STAGES, Map.of())
            .succeeds("infrastructure", Map.of("vpc", "v1"))
            .succeeds("services", Map.of("url", "u1"))
            .succeeds("configuration", Map.of("url", "u2"))
            .compensate(null, null)
            .undoes("configuration");

    SendCommand withdraw = scenario.sends("Withdraw services#1").commands().getFirst();
    assertThat(withdraw.input()).isEqualTo(Map.of("vpc", "v1"));
    assertThat(withdraw.output()).isEqualTo(Map.of("url", "u1"));
  }

  // Elsewhere a failure among siblings gives one arbitrary error, and the others run on and stay.
  @Test
  void awaitsAndUndoesTheSiblingsOfAFailedStep() {
    SagaDefinition definition =
        saga("siblings")
            .step("a", s -> s.command("p", "A", "UndoA"))
            .step("b", s -> s.command("p", "B", "UndoB"))
            .build()
            .atVersion(1);
    Scenario scenario =
        Scenario.start(definition, Map.of())
            .rejects("b", "no")
            .is(SagaStatus.COMPENSATING)
            .succeeds("a")
            .sends("UndoA a#1");

    assertThat(scenario.state().failure().step()).isEqualTo("b");
  }

  // Elsewhere the way back stops at the first step that cannot be undone, or forgets it.
  @Test
  void undoesTheRestAndKeepsWhatCannotBeUndoneInSight() {
    RetryPolicy once = THRICE.withMaxAttempts(1);
    SagaDefinition definition =
        saga("rest")
            .step("a", s -> s.command("p", "A", "UndoA").compensationRetry(once))
            .step("b", s -> s.command("p", "B", "UndoB"))
            .step("c", s -> s.command("p", "C", "UndoC").needs("a", "b"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .succeeds("a")
        .succeeds("b")
        .rejects("c", "no")
        .sends("UndoA a#1", "UndoB b#1")
        .failsToUndo("a")
        .undoes("b")
        .is(SagaStatus.PARKED)
        .is("a", StepStatus.PARKED)
        .is("b", StepStatus.COMPENSATED);
  }

  // Elsewhere equal priorities start in any order.
  @Test
  void startsEqualPrioritiesInTheOrderOfTheDocument() {
    SagaDefinitionBuilder builder = saga("equal").maxConcurrentSteps(1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add("s" + (i * 37 % 100));
      builder.step(names.getLast(), s -> s.command("p", "Do", "Undo"));
    }
    Scenario scenario = Scenario.start(builder.build().atVersion(1), Map.of());
    for (String name : names) {
      scenario.sends("Do " + name + "#1").succeeds(name);
    }
    scenario.is(SagaStatus.COMPLETED);
  }
}
