package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What comes of the actions that a person takes on a saga.
class OperatorEffectsTest {

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
  private static final SagaDefinition PIVOTED =
      saga("pivoted")
          .step("a", s -> s.command("p", "DoA", "UndoA"))
          .step("b", s -> s.command("p", "Decide").kind(StepKind.PIVOT).needs("a"))
          .step("c", s -> s.command("p", "DoC").kind(StepKind.RETRIABLE).needs("b").retry(ONCE))
          .build()
          .atVersion(1);

  private static Scenario running() {
    return Scenario.start(LINE, Map.of()).fails("a", "busy");
  }

  private static Scenario goingBack() {
    return Scenario.start(LINE, Map.of()).succeeds("a").rejects("b", "no").failsToUndo("a");
  }

  private static Scenario completed() {
    return Scenario.start(LINE, Map.of()).succeeds("a").succeeds("b");
  }

  private static Scenario undone() {
    return goingBack().whenDue().undoes("a");
  }

  @Test
  void refusesStepsThatDoNotExist() {
    running().retry("nowhere").refused("no step 'nowhere'");
    running().skip("nowhere").refused("no step 'nowhere'");
    completed().compensate("nowhere", null).refused("no step 'nowhere'");
  }

  @Test
  void refusesToSkipOrRetryWhatIsUnderWayOrDone() {
    Scenario.start(LINE, Map.of()).skip("a").refused("'a' is executing and cannot be skipped");
    Scenario.start(LINE, Map.of()).retry("a").refused("'a' is executing; only one that is parked");
    Scenario.start(LINE, Map.of()).retry(null).refused("no step is parked");
    Scenario.start(LINE, Map.of()).succeeds("a").skip("a").refused("'a' is succeeded");
  }

  @Test
  void triesAgainAtOnceWhatWaitsForItsNextAttempt() {
    running().retry("a").sends("DoA a#2").is(SagaStatus.RUNNING);
  }

  @Test
  void givesAParkedStepAllItsAttemptsAnewAndCountsThemOn() {
    goingBack()
        .whenDue()
        .failsToUndo("a")
        .is(SagaStatus.PARKED)
        .retry("a")
        .is(SagaStatus.COMPENSATING)
        .sends("UndoA a#3")
        .failsToUndo("a")
        .is(SagaStatus.COMPENSATING)
        .whenDue()
        .sends("UndoA a#4")
        .undoes("a")
        .is(SagaStatus.COMPENSATED)
        .folds();
  }

  @Test
  void goesOnWithoutUndoingWhatAPersonDealtWith() {
    Scenario scenario = goingBack().whenDue().failsToUndo("a").skip("a").is(SagaStatus.COMPENSATED);
    assertThat(scenario.state().step("a").compensate().phase()).isEqualTo(Leg.Phase.SKIPPED);
  }

  @Test
  void givesOthersWhatAPersonPutInASkippedStepsPlace() {
    SagaDefinition definition =
        saga("skipping")
            .step("a", s -> s.command("p", "DoA", "UndoA"))
            .step(
                "b",
                s ->
                    s.command("p", "DoB", "UndoB")
                        .needs("a")
                        .input(Map.of("id", "${steps['a'].output.id}")))
            .build()
            .atVersion(1);
    Scenario scenario =
        Scenario.start(definition, Map.of()).pause().fails("a", "busy").is(SagaStatus.PAUSED);
    assertThat(scenario.state().turnReason()).isEqualTo(TurnReason.FAILED);

    scenario =
        Scenario.start(definition, Map.of())
            .waitsFor("a", "ready")
            .acts(new OperatorAction.Skip("a", Map.of("id", 7)))
            .sends("DoB b#1");
    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("id", 7));
  }

  @Test
  void looksAfterWhatWasSentWhileItIsPausedAndBeginsNothing() {
    Scenario.start(LINE, Map.of())
        .pause()
        .whenDue()
        .sends("DoA a#1")
        .succeeds("a")
        .sends()
        .resume()
        .sends("DoB b#1");
  }

  @Test
  void turnsBackWhilePausedAndUndoesOnceResumed() {
    Scenario.start(LINE, Map.of())
        .succeeds("a")
        .pause()
        .rejects("b", "no")
        .sends()
        .is(SagaStatus.PAUSED)
        .resume()
        .is(SagaStatus.COMPENSATING)
        .sends("UndoA a#1");
  }

  @Test
  void pausesOnItsWayBack() {
    Scenario.start(LINE, Map.of())
        .succeeds("a")
        .rejects("b", "no")
        .pause()
        .failsToUndo("a")
        .after(Duration.ofHours(1))
        .sends()
        .resume()
        .whenDue()
        .sends("UndoA a#2");
  }

  @Test
  void undoesNothingTwice() {
    undone().compensate(null, null).refused("nothing more can be done");
    completed()
        .compensate("b", "b")
        .sends("UndoB b#1")
        .undoes("b")
        .compensate("b", "b")
        .refused("undone already");
  }

  @Test
  void undoesFromTheLastStepBackToTheOneNamed() {
    SagaDefinition definition =
        saga("three")
            .step("network", s -> s.command("p", "Net", "NoNet"))
            .step("database", s -> s.command("p", "Db", "NoDb").needs("network"))
            .step("service", s -> s.command("p", "Run", "Stop").needs("database"))
            .build()
            .atVersion(1);
    Supplier<Scenario> done =
        () ->
            Scenario.start(definition, Map.of())
                .succeeds("network")
                .succeeds("database")
                .succeeds("service");

    done.get()
        .compensate("service", "database")
        .sends("Stop service#1")
        .undoes("service")
        .sends("NoDb database#1")
        .undoes("database")
        .sends()
        .is(SagaStatus.COMPENSATED)
        .is("network", StepStatus.SUCCEEDED)
        .compensate(null, null)
        .sends("NoNet network#1")
        .undoes("network")
        .is(SagaStatus.COMPENSATED)
        .folds();
    done.get().compensate("database", null).refused("'service' was built upon");
    done.get().compensate("service", "service").sends("Stop service#1");
  }

  @Test
  void undoesNothingBehindThePointOfNoReturn() {
    Scenario.start(PIVOTED, Map.of())
        .succeeds("a")
        .succeeds("b")
        .succeeds("c")
        .is(SagaStatus.COMPLETED)
        .compensate(null, null)
        .refused("point of no return");
  }

  @Test
  void startsOnlyAPartWithWhatEarlierPartsHadPutOut() {
    SagaInput.Part part = new SagaInput.Part(Set.of("b"), Map.of("a", Map.of("id", 9)));
    SagaDefinition definition =
        saga("parts")
            .step("a", s -> s.command("p", "DoA", "UndoA"))
            .step(
                "b",
                s ->
                    s.command("p", "DoB", "UndoB")
                        .needs("a")
                        .input(Map.of("id", "${steps['a'].output.id}")))
            .step("c", s -> s.command("p", "DoC", "UndoC").needs("b"))
            .build()
            .atVersion(1);
    Scenario scenario = Scenario.startPart(definition, part).sends("DoB b#1");

    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("id", 9));
    scenario.succeeds("b").is(SagaStatus.COMPLETED).is("c", StepStatus.SKIPPED);
    scenario.compensate(null, null).sends("UndoB b#1").undoes("b").is(SagaStatus.COMPENSATED);
  }

  @Test
  void keepsWhatAPersonPutInPlaceOfACoveredStep() {
    SagaDefinition definition =
        saga("covering")
            .step("check", s -> s.coveredBy("reserve", "gone"))
            .step("reserve", s -> s.command("p", "Reserve", "Release"))
            .build()
            .atVersion(1);

    Scenario scenario =
        Scenario.start(definition, Map.of())
            .acts(new OperatorAction.Skip("check", Map.of("seen", true)))
            .succeeds("reserve")
            .is("check", StepStatus.SKIPPED)
            .is(SagaStatus.COMPLETED);
    assertThat(scenario.state().step("check").output()).isEqualTo(Map.of("seen", true));
  }
}
