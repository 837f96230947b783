package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bounds that hold and holds that hold, also where a signal, an undone step or a repeated reply
/// could get round them.
class HeldAndBoundedTest {

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

  private static SagaDefinition one(RetryPolicy retry) {
    return saga("one")
        .step("a", s -> s.command("p", "DoA", "UndoA").retry(retry))
        .build()
        .atVersion(1);
  }

  @Test
  void beginsNothingInAPausedSagaWhenItsSignalComes() {
    Scenario.start(one(TWICE), Map.of())
        .waitsFor("a", "ready")
        .pause()
        .signals("ready", Map.of())
        .sends()
        .resume()
        .sends("DoA a#2")
        .succeeds("a")
        .is(SagaStatus.COMPLETED)
        .folds();
  }

  @Test
  void keepsItsBoundOnStepsUnderWayWhenASignalFreesMany() {
    SagaDefinition definition =
        saga("bounded")
            .maxConcurrentSteps(1)
            .step("a", s -> s.command("p", "DoA", "UndoA"))
            .step("b", s -> s.command("p", "DoB", "UndoB"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .sends("DoA a#1")
        .waitsFor("a", "ready")
        .sends("DoB b#1")
        .waitsFor("b", "ready")
        .sends()
        .signals("ready", Map.of())
        .sends("DoA a#2")
        .succeeds("a")
        .sends("DoB b#2")
        .succeeds("b")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void keepsItsBoundOnStepsUnderWayWhenItUndoesAnOptionalOne() {
    SagaDefinition definition =
        saga("bounded")
            .maxConcurrentSteps(1)
            .step(
                "extra",
                s -> s.command("p", "Extra", "UndoExtra").retry(ONCE).onFailure(OnFailure.CONTINUE))
            .step("last", s -> s.command("p", "Last", "UndoLast"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .cannotTell("extra")
        .sends("Last last#1")
        .succeeds("last")
        .sends("UndoExtra extra#1")
        .undoes("extra")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void repeatsWhatAnUnknownOutcomeHadCausedWhenItIsDeliveredAgain() {
    Scenario.start(one(ONCE), Map.of())
        .cannotTell("a")
        .sends("UndoA a#1")
        .replies("a", Direction.EXECUTE, 1, new Outcome.Unknown("lost", "no answer"))
        .sends("UndoA a#1");
  }

  @Test
  void repeatsEachCommandOnceAtMostHoweverManyRepliesAreRepeated() {
    SagaDefinition definition =
        saga("each")
            .step("first", s -> s.command("p", "First", "UndoFirst"))
            .step(
                "each",
                s -> s.command("p", "Each", "UndoEach").needs("first").forEach("${input.items}"))
            .build()
            .atVersion(1);
    Scenario scenario =
        Scenario.start(definition, Map.of("items", List.of(1, 2, 3))).succeeds("first");

    scenario.succeeds("first").sends("Each each[0]#1", "Each each[1]#1", "Each each[2]#1");
    scenario.succeeds("first").sends();
    scenario.succeeds("each[0]").succeeds("each[0]").sends();
  }

  @Test
  void doesNotHurryAfterAPauseDuringWhichTheClockWasSetBack() {
    Scenario scenario = Scenario.start(PIVOTED, Map.of()).pause();
    scenario.passes(Duration.ofSeconds(-5)).resume();

    assertThat(scenario.state().deadlineAt()).isEqualTo(Scenario.START.plus(PIVOTED.deadline()));
  }

  @Test
  void countsElementsThatAreUndoneAmongThoseUnderWay() {
    SagaDefinition definition =
        saga("each")
            .step(
                "each",
                s ->
                    s.command("p", "Each", "UndoEach")
                        .retry(ONCE)
                        .onFailure(OnFailure.CONTINUE)
                        .forEach("${input.items}", 1))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of("items", List.of(1, 2)))
        .cannotTell("each[0]")
        .sends("Each each[1]#1")
        .succeeds("each[1]")
        .sends("UndoEach each[0]#1")
        .undoes("each[0]")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void asksAChildLessAndLessOften() {
    SagaDefinition definition =
        saga("parent")
            .deadline(Duration.ofDays(10))
            .step("kid", s -> s.saga("child"))
            .build()
            .atVersion(1);
    Scenario scenario = Scenario.start(definition, Map.of());
    while (scenario.now().isBefore(Scenario.START.plus(Duration.ofDays(1)))) {
      scenario.whenDue().sends("RunSaga kid#1");
    }
    assertThat(scenario.journal).as("rows of a day in which the child waits").hasSizeLessThan(110);
  }
}
