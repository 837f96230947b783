package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long a step waits before it begins, and how long its attempts may take together.
class PausesTest {

  private static final RetryPolicy OFTEN =
      new RetryPolicy(10, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0, List.of(), List.of());

  @Test
  void waitsBeforeAStepExactlyAsLongAsItsDelay() {
    SagaDefinition definition =
        saga("delayed")
            .step("a", s -> s.command("p", "A", "Undo").delay(Duration.ofSeconds(3)))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .sends()
        .is("a", StepStatus.WAITING)
        .after(Duration.ofMillis(2_999))
        .sends()
        .after(Duration.ofMillis(1))
        .sends("A a#1");
  }

  @Test
  void waitsBetweenStepsButNotBeforeTheFirst() {
    SagaDefinition definition =
        saga("spaced")
            .waitBetweenSteps(Duration.ofSeconds(2))
            .step("a", s -> s.command("p", "A", "Undo"))
            .step("b", s -> s.command("p", "B", "Undo").needs("a").delay(Duration.ofSeconds(1)))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .sends("A a#1")
        .succeeds("a")
        .sends()
        .after(Duration.ofMillis(2_999))
        .sends()
        .after(Duration.ofMillis(1))
        .sends("B b#1");
  }

  @Test
  void beginsNoDelayedStepWhileItIsHeld() {
    SagaDefinition definition =
        saga("delayed")
            .step("a", s -> s.command("p", "A", "Undo").delay(Duration.ofSeconds(3)))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .pause()
        .after(Duration.ofSeconds(5))
        .sends()
        .resume()
        .whenDue()
        .sends("A a#1");
  }

  @Test
  void boundsAllAttemptsTogether() {
    SagaDefinition definition =
        saga("total")
            .step(
                "a",
                s ->
                    s.command("p", "A", "Undo")
                        .timeout(Duration.ofSeconds(10))
                        .totalTimeout(Duration.ofSeconds(15))
                        .retry(OFTEN))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of())
        .after(Duration.ofSeconds(10))
        .is("a", StepStatus.RETRYING)
        .after(Duration.ofSeconds(1))
        .sends("A a#2")
        .after(Duration.ofMillis(3_999))
        .is(SagaStatus.RUNNING)
        .after(Duration.ofMillis(1))
        .sends("Undo a#1");
  }
}
