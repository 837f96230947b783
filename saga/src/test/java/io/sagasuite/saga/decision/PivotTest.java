package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The point of no return: what can be undone stands before it, what follows it is tried until it
/// succeeds.
class PivotTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(
          2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of("fatal"));

  /// a and b in parallel, both before the pivot, then c.
  private static final SagaDefinition PIVOTED =
      saga("pivoted")
          .step("a", s -> s.command("p", "DoA", "UndoA"))
          .step("b", s -> s.command("p", "DoB", "UndoB"))
          .step(
              "pivot",
              s -> s.command("p", "Decide").kind(StepKind.PIVOT).needs("a", "b").retry(TWICE))
          .step(
              "c", s -> s.command("p", "DoC").kind(StepKind.RETRIABLE).needs("pivot").retry(TWICE))
          .build()
          .atVersion(1);

  @Test
  void runsIndependentStepsInParallelAndAwaitsThemBeforeGoingBack() {
    Scenario.start(PIVOTED, Map.of())
        .sends("DoA a#1", "DoB b#1")
        .rejects("a", "no")
        .is(SagaStatus.COMPENSATING)
        .sends()
        .succeeds("b")
        .sends("UndoB b#1")
        .undoes("b")
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void onlyGoesForwardOnceThePivotHasBegun() {
    Scenario scenario = Scenario.start(PIVOTED, Map.of()).succeeds("a").succeeds("b");
    assertThat(scenario.cancel().rejection()).contains("point of no return");

    scenario
        .succeeds("pivot")
        .after(PIVOTED.deadline())
        .is(SagaStatus.RUNNING)
        .whenDue()
        .succeeds("c")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void goesBackWhenThePivotIsRefused() {
    Scenario.start(PIVOTED, Map.of())
        .succeeds("a")
        .succeeds("b")
        .rejects("pivot", "no")
        .sends("UndoA a#1", "UndoB b#1");
  }

  @Test
  void parksWhenAPivotsOutcomeStaysUnknown() {
    Scenario.start(PIVOTED, Map.of())
        .succeeds("a")
        .succeeds("b")
        .after(Duration.ofSeconds(10))
        .whenDue()
        .after(Duration.ofSeconds(10))
        .is(SagaStatus.PARKED)
        .is("pivot", StepStatus.PARKED)
        .is("a", StepStatus.SUCCEEDED);
  }

  @Test
  void parksWhenARetriableStepRunsOutOfAttempts() {
    Scenario.start(PIVOTED, Map.of())
        .succeeds("a")
        .succeeds("b")
        .succeeds("pivot")
        .rejects("c", "no")
        .is("c", StepStatus.RETRYING)
        .whenDue()
        .rejects("c", "no")
        .is(SagaStatus.PARKED);
  }
}
