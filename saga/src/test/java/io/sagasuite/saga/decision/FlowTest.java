package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which steps run, in which order and when: conditions, optional steps, priorities, bounds,
/// pauses.
class FlowTest {

  private static final RetryPolicy OFTEN =
      new RetryPolicy(10, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0, List.of(), List.of());

  /// optional -> middle -> end, and one beside them.
  private static SagaDefinition optional(OnFailure onFailure) {
    return saga("optional")
        .step("optional", s -> s.command("p", "Try", "Undo").onFailure(onFailure))
        .step("middle", s -> s.command("p", "Middle", "Undo").needs("optional"))
        .step("end", s -> s.command("p", "End", "Undo").needs("middle"))
        .step("beside", s -> s.command("p", "Beside", "Undo"))
        .build()
        .atVersion(1);
  }

  private static SagaDefinition conditional(String when, OnFailure onFailure) {
    return saga("conditional")
        .step("maybe", s -> s.command("p", "Maybe", "Undo").when(when).onFailure(onFailure))
        .step("end", s -> s.command("p", "End", "Undo").needs("maybe"))
        .build()
        .atVersion(1);
  }

  @Test
  void skipsAStepWhoseConditionDoesNotHoldAndRunsWhatNeedsIt() {
    Scenario.start(conditional("input.big", OnFailure.STOP), Map.of("big", false))
        .sends("End end#1")
        .is("maybe", StepStatus.SKIPPED)
        .succeeds("end")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void runsAStepWhoseConditionHolds() {
    Scenario.start(conditional("input.big", OnFailure.STOP), Map.of("big", true))
        .sends("Maybe maybe#1");
  }

  @Test
  void failsAStepWhoseConditionCannotBeDecided() {
    Scenario scenario =
        Scenario.start(conditional("input.big > 1", OnFailure.STOP), Map.of())
            .is(SagaStatus.COMPENSATED)
            .is("maybe", StepStatus.FAILED);
    assertThat(scenario.state().failure().failure().code()).isEqualTo("condition_failed");
  }

  @Test
  void goesOnWithoutAnOptionalStepWhoseConditionCannotBeDecided() {
    Scenario.start(conditional("input.big > 1", OnFailure.CONTINUE), Map.of())
        .is("maybe", StepStatus.FAILED)
        .sends("End end#1");
  }

  @Test
  void decidesAConditionFromWhatBecameOfEarlierSteps() {
    SagaDefinition definition =
        saga("branches")
            .step("check", s -> s.command("p", "Check", "Undo").onFailure(OnFailure.CONTINUE))
            .step("yes", s -> s.command("p", "Yes", "Undo").needs("check").when("success('check')"))
            .step("no", s -> s.command("p", "No", "Undo").needs("check").when("failed('check')"))
            .step("join", s -> s.command("p", "Join", "Undo").needs("yes", "no"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .rejects("check", "no")
        .sends("No no#1")
        .succeeds("no")
        .sends("Join join#1");
    Scenario.start(definition, Map.of()).succeeds("check").sends("Yes yes#1");
  }

  @Test
  void skipsEverythingThatNeedsAFailedOptionalStepHoweverFarAway() {
    Scenario.start(optional(OnFailure.SKIP_DEPENDENTS), Map.of())
        .rejects("optional", "no")
        .sends()
        .is("middle", StepStatus.SKIPPED)
        .is("end", StepStatus.SKIPPED)
        .is(SagaStatus.RUNNING)
        .succeeds("beside")
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void runsWhatNeedsAFailedStepWhenItsDefinitionSaysSo() {
    Scenario.start(optional(OnFailure.CONTINUE), Map.of())
        .rejects("optional", "no")
        .sends("Middle middle#1");
  }

  @Test
  void undoesAnOptionalStepThatMayHaveHappenedWhileTheSagaGoesOn() {
    Scenario.start(optional(OnFailure.SKIP_DEPENDENTS), Map.of())
        .cannotTell("optional")
        .sends("Undo optional#1")
        .succeeds("beside")
        .is(SagaStatus.RUNNING)
        .undoes("optional")
        .is(SagaStatus.COMPLETED)
        .is("optional", StepStatus.COMPENSATED);
  }

  @Test
  void goesOnWhenWhatAnOptionalStepCoversIsWhatFailed() {
    SagaDefinition definition =
        saga("covering")
            .step("check", s -> s.coveredBy("reserve", "gone"))
            .step(
                "reserve", s -> s.command("p", "Reserve", "Release").onFailure(OnFailure.CONTINUE))
            .step("other", s -> s.command("p", "Other", "Undo"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .rejects("reserve", "gone")
        .is(SagaStatus.RUNNING)
        .is("check", StepStatus.FAILED)
        .is("reserve", StepStatus.SKIPPED)
        .succeeds("other")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void startsByPriorityAndOtherwiseInTheOrderOfTheDocument() {
    Map<String, Integer> priorities =
        Map.of(
            "least", Integer.MIN_VALUE,
            "below", -5,
            "first-of-zero", 0,
            "second-of-zero", 0,
            "most", Integer.MAX_VALUE);
    SagaDefinitionBuilder builder = saga("ranked").maxConcurrentSteps(1);
    for (String name : List.of("least", "below", "first-of-zero", "second-of-zero", "most")) {
      builder.step(name, s -> s.command("p", "Do", "Undo").priority(priorities.get(name)));
    }
    Scenario scenario = Scenario.start(builder.build().atVersion(1), Map.of());
    List<String> order = new ArrayList<>();
    while (scenario.state().status() == SagaStatus.RUNNING) {
      assertThat(scenario.commands()).hasSize(1);
      order.add(scenario.commands().getFirst().step());
      scenario.succeeds(order.getLast());
    }

    assertThat(order).containsExactly("most", "first-of-zero", "second-of-zero", "below", "least");
  }

  @Test
  void keepsItsBoundForwardAndBack() {
    SagaDefinitionBuilder builder = saga("bounded").maxConcurrentSteps(2);
    for (int i = 0; i < 5; i++) {
      String name = "s" + i;
      builder.step(name, s -> s.command("p", "Do", "Undo"));
    }
    Scenario scenario = Scenario.start(builder.build().atVersion(1), Map.of());

    scenario.sends("Do s0#1", "Do s1#1").succeeds("s1").sends("Do s2#1").succeeds("s0");
    scenario.sends("Do s3#1").succeeds("s2").sends("Do s4#1").succeeds("s3").rejects("s4", "no");
    scenario.sends("Undo s3#1", "Undo s2#1").undoes("s2").sends("Undo s1#1").undoes("s1");
    scenario.sends("Undo s0#1").undoes("s0").undoes("s3").is(SagaStatus.COMPENSATED).folds();
  }

  @Test
  void keepsThePlaceOfAStepThatWaitsForItsNextAttempt() {
    SagaDefinition definition =
        saga("bounded")
            .maxConcurrentSteps(1)
            .step("a", s -> s.command("p", "A", "Undo").retry(OFTEN))
            .step("b", s -> s.command("p", "B", "Undo"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of()).fails("a", "busy").sends().whenDue().sends("A a#2");
  }

  @ParameterizedTest
  @CsvSource({"true, COMPENSATED", "false, FAILED"})
  void endsAsItsDefinitionSaysWhenARequiredStepFails(boolean rollback, SagaStatus end) {
    SagaDefinition definition =
        saga("ending")
            .rollbackOnFailure(rollback)
            .step("a", s -> s.command("p", "A", "none"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of()).rejects("a", "no").is(end);
  }

  @Test
  void awaitsWhatIsUnderWayBeforeItStopsAndThenKeepsIt() {
    SagaDefinition definition =
        saga("keeping")
            .rollbackOnFailure(false)
            .step("a", s -> s.command("p", "A", "Undo"))
            .step("b", s -> s.command("p", "B", "Undo"))
            .step("later", s -> s.command("p", "Later", "Undo").needs("b"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .rejects("a", "no")
        .is(SagaStatus.RUNNING)
        .succeeds("b")
        .sends()
        .is(SagaStatus.FAILED)
        .is("b", StepStatus.SUCCEEDED)
        .is("later", StepStatus.PENDING)
        .retry("a")
        .sends("A a#2", "Later later#1")
        .succeeds("a")
        .succeeds("later")
        .is(SagaStatus.COMPLETED)
        .folds();
  }
}
