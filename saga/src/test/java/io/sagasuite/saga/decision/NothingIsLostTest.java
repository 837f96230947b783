package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is hard to see in a run that goes well: outcomes that nobody knows, points of no return
/// that were reached in an unusual way, failures that a person deals with one by one, and commands
/// that a crash kept back.
class NothingIsLostTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(
          2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of("fatal"));
  private static final RetryPolicy ONCE = TWICE.withMaxAttempts(1);

  private static SagaDefinitionBuilder withPivot() {
    return saga("pivoted")
        .step("a", s -> s.command("p", "DoA", "UndoA"))
        .step("pivot", s -> s.command("p", "Decide").kind(StepKind.PIVOT).needs("a").retry(ONCE))
        .step("c", s -> s.command("p", "DoC").kind(StepKind.RETRIABLE).needs("pivot").retry(ONCE));
  }

  private static final SagaDefinition PIVOTED = withPivot().build().atVersion(1);

  /// a and b side by side; what they did is kept when one of them fails.
  private static final SagaDefinition KEEPING =
      saga("keeping")
          .rollbackOnFailure(false)
          .step("a", s -> s.command("p", "DoA", "UndoA").retry(ONCE))
          .step("b", s -> s.command("p", "DoB", "UndoB").retry(ONCE))
          .step("c", s -> s.command("p", "DoC", "UndoC").needs("a", "b"))
          .build()
          .atVersion(1);

  private static SagaDefinition one(RetryPolicy retry) {
    return saga("one")
        .step("a", s -> s.command("p", "DoA", "UndoA").retry(retry))
        .build()
        .atVersion(1);
  }

  @Test
  void undoesAStepWhoseLaterAttemptFailedWithoutSayingWhatBecameOfTheFirst() {
    Scenario.start(one(TWICE), Map.of())
        .cannotTell("a")
        .whenDue()
        .fails("a", "busy")
        .sends("UndoA a#1")
        .undoes("a")
        .is(SagaStatus.COMPENSATED)
        .folds();
  }

  @Test
  void knowsThatARejectedStepHasNoEffectWhateverCameBefore() {
    Scenario.start(one(TWICE), Map.of())
        .cannotTell("a")
        .whenDue()
        .rejects("a", "no")
        .sends()
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void keepsInMindThatAParkedPivotMayHaveHappened() {
    Scenario scenario =
        Scenario.start(PIVOTED, Map.of()).succeeds("a").cannotTell("pivot").is(SagaStatus.PARKED);
    assertThat(scenario.state().step("pivot").execute().unknown()).isTrue();

    scenario.skip("pivot").sends("DoC c#1").cancel().refused("point of no return");
  }

  @Test
  void namesALateReplyToAParkedStep() {
    Scenario scenario =
        Scenario.start(PIVOTED, Map.of()).succeeds("a").cannotTell("pivot").succeeds("pivot");

    assertThat(scenario.events())
        .contains(
            new SagaEvent.ReplyIgnored(
                "pivot", Direction.EXECUTE, 1, "succeeded", IgnoredReason.LATE));
  }

  @Test
  void doesNotTurnBackBehindASkippedPivotOnceWhatFollowsItHasBegun() {
    Scenario.start(PIVOTED, Map.of())
        .skip("pivot")
        .succeeds("a")
        .sends("DoC c#1")
        .cancel()
        .refused("point of no return");
  }

  @Test
  void parksWhatCannotBeDecidedBehindThePivot() {
    SagaDefinition definition =
        withPivot()
            .step(
                "each",
                s ->
                    s.command("p", "Each")
                        .kind(StepKind.RETRIABLE)
                        .needs("c")
                        .forEach("${input.items}"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of("items", "no list"))
        .succeeds("a")
        .succeeds("pivot")
        .succeeds("c")
        .is(SagaStatus.PARKED)
        .is("each", StepStatus.PARKED)
        .is("a", StepStatus.SUCCEEDED)
        .skip("each")
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void parksASignalThatDoesNotComeBesideAPivotThatHasHappened() {
    SagaDefinition definition =
        withPivot()
            .step("approve", s -> s.signal("approved").timeout(Duration.ofMinutes(1)))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .succeeds("a")
        .succeeds("pivot")
        .succeeds("c")
        .after(Duration.ofMinutes(1))
        .is(SagaStatus.PARKED)
        .is("a", StepStatus.SUCCEEDED)
        .skip("approve")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void goesOnForwardAfterTheUndoOfAnOptionalStepWasParkedAndTriedAgain() {
    SagaDefinition definition =
        saga("fenced")
            .step(
                "extra",
                s ->
                    s.command("p", "Extra", "UndoExtra")
                        .retry(ONCE)
                        .compensationRetry(ONCE)
                        .onFailure(OnFailure.CONTINUE))
            .step("last", s -> s.command("p", "Last", "UndoLast").needs("extra"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .cannotTell("extra")
        .sends("Last last#1", "UndoExtra extra#1")
        .failsToUndo("extra")
        .succeeds("last")
        .is(SagaStatus.PARKED)
        .retry("extra")
        .is(SagaStatus.RUNNING)
        .sends("UndoExtra extra#2")
        .undoes("extra")
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void doesNotCompleteWhileOneOfTwoFailedStepsHasNotBeenDealtWith() {
    Scenario scenario =
        Scenario.start(KEEPING, Map.of())
            .rejects("a", "no")
            .is(SagaStatus.RUNNING)
            .rejects("b", "no")
            .is(SagaStatus.FAILED)
            .retry("a")
            .is(SagaStatus.FAILED);
    assertThat(scenario.state().failure().step()).isEqualTo("b");

    scenario
        .skip("b")
        .is(SagaStatus.RUNNING)
        .sends("DoA a#2")
        .succeeds("a")
        .succeeds("c")
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void keepsWhatItDidWhenItsDeadlinePassesAndItsDefinitionSaysSo() {
    Scenario.start(KEEPING, Map.of())
        .succeeds("a")
        .passes(KEEPING.deadline())
        .succeeds("b")
        .after(Duration.ZERO)
        .is(SagaStatus.RUNNING)
        .succeeds("c")
        .is(SagaStatus.FAILED)
        .is("a", StepStatus.SUCCEEDED)
        .retry(null)
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void stopsOnceWhenItIsPausedMeanwhile() {
    Scenario scenario =
        Scenario.start(KEEPING, Map.of()).pause().rejects("a", "no").rejects("b", "never");
    assertThat(scenario.state().failure().step()).isEqualTo("a");

    scenario.is(SagaStatus.PAUSED).resume().is(SagaStatus.FAILED).folds();
  }

  @Test
  void triesOnlyTheFailedElementsAgain() {
    SagaDefinition definition =
        saga("each")
            .rollbackOnFailure(false)
            .step(
                "each",
                s -> s.command("p", "Each", "UndoEach").forEach("${input.items}").retry(ONCE))
            .build()
            .atVersion(1);

    Scenario scenario =
        Scenario.start(definition, Map.of("items", List.of("x", "y")))
            .succeeds("each[0]", Map.of("id", 1))
            .rejects("each[1]", "no")
            .is(SagaStatus.FAILED)
            .retry(null)
            .sends("Each each[1]#2")
            .succeeds("each[1]")
            .is(SagaStatus.COMPLETED)
            .folds();
    assertThat(scenario.state().steps().size()).isEqualTo(3);
  }

  @Test
  void namesTheReplyOfAnElementOfAnEarlierRound() {
    SagaDefinition definition =
        saga("again")
            .every(Duration.ofSeconds(30), "stop", 20)
            .step("each", s -> s.command("p", "Each", "UndoEach").forEach("${input.items}"))
            .build()
            .atVersion(1);
    Scenario scenario =
        Scenario.start(definition, Map.of("items", List.of(1)))
            .succeeds("each[0]")
            .replies("each[0]", Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of()));

    assertThat(((SagaEvent.ReplyIgnored) scenario.events().getFirst()).reason())
        .isEqualTo(IgnoredReason.EARLIER_ROUND);
  }

  @Test
  void neverTriesAgainWhatWasUndone() {
    SagaDefinition definition =
        saga("undone")
            .rollbackOnFailure(false)
            .step(
                "extra",
                s -> s.command("p", "Extra", "UndoExtra").retry(ONCE).onFailure(OnFailure.CONTINUE))
            .step("last", s -> s.command("p", "Last", "UndoLast").needs("extra"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .cannotTell("extra")
        .undoes("extra")
        .rejects("last", "no")
        .is(SagaStatus.FAILED)
        .retry("extra")
        .refused("'extra' is compensated")
        .retry(null)
        .sends("Last last#2")
        .succeeds("last")
        .is(SagaStatus.COMPLETED)
        .is("extra", StepStatus.COMPENSATED);
  }
}
