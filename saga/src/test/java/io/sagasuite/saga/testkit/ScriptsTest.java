package io.sagasuite.saga.testkit;

import static io.sagasuite.saga.testkit.TwoSteps.twoSteps;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a test says of participants, signals and time is what the saga meets.
class ScriptsTest {

  @Test
  void letsTheLastWordApply() {
    twoSteps().step("second").rejects("no").run().isCompensated("no");
    twoSteps()
        .step("second")
        .rejects("no")
        .participant("beta")
        .onEverything()
        .succeeds()
        .run()
        .isCompleted();
    twoSteps()
        .undo("first")
        .failsThenSucceeds("busy", 1, Map.of())
        .undoingSucceeds()
        .step("second")
        .rejects("no")
        .run()
        .step("first", step -> step.undoAttempts(2));
  }

  @Test
  void appliesBehavioursOneAfterAnotherAndTheLastForEver() {
    twoSteps()
        .step("first")
        .answers(Behaviour.fails("a"), Behaviour.fails("b"))
        .run()
        .isCompensated("b")
        .errorContains("b")
        .step("first", step -> step.attempts(2));
  }

  @Test
  void playsTheSameTestAgainWithTheSameResult() {
    SagaTest test = twoSteps().step("first").failsThenSucceeds("busy", 1, Map.of());
    assertThat(test.run().transcript()).isEqualTo(test.run().transcript());
  }

  @Test
  void neverWaitsInRealTime() {
    long before = System.nanoTime();
    twoSteps()
        .step("first")
        .succeedsAfter(Duration.ofSeconds(9), Map.of())
        .at(Duration.ofSeconds(1))
        .pause()
        .at(Duration.ofDays(300))
        .resume()
        .run()
        .isCompleted()
        .took(Duration.ofDays(300));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void readsADocumentToo() {
    SagaTest.of(
            Map.of(
                "apiVersion", "saga/v1",
                "name", "one-step",
                "steps", Map.of("wait", Map.of("signal", "go", "timeout", "PT1H"))))
        .at(Duration.ofMinutes(5))
        .signal("go")
        .run()
        .isCompleted()
        .took(Duration.ofMinutes(5));
  }

  @Test
  void waitsForASignalThatAParticipantAsksFor() {
    twoSteps()
        .step("first")
        .waitsFor("paid", Map.of("id", 9))
        .at(Duration.ofHours(2))
        .signal("paid")
        .run()
        .isCompleted()
        .step(
            "first",
            step -> step.attemptedAt(Duration.ZERO, Duration.ofHours(2)).answered(Map.of("id", 9)));
  }

  @Test
  void tellsWhatWaitsWhenNobodyComes() {
    twoSteps()
        .step("first")
        .waitsFor("paid", Map.of())
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .step("first", step -> step.is(StepStatus.WAITING));
  }

  @Test
  void shufflesOnlyWhatHappensAtTheSameMoment() {
    SagaDefinition sideBySide =
        Documents.parse(
            """
            apiVersion: saga/v1
            name: side-by-side
            steps:
              left: { participant: p, command: Left, compensation: none }
              right: { participant: p, command: Right, compensation: none }
              late: { participant: p, command: Late, compensation: none }
            """);
    Set<String> orders = new TreeSet<>();
    for (long seed = 0; seed < 50; seed++) {
      SagaTest test = SagaTest.of(sideBySide).shuffled(seed);
      test.participant("p").onEverything().succeeds();
      SagaRun run = test.step("late").succeedsAfter(Duration.ofSeconds(1), Map.of()).run();
      List<String> ends =
          run.isCompleted().events().stream()
              .filter(SagaEvent.StepSucceeded.class::isInstance)
              .map(event -> ((SagaEvent.StepSucceeded) event).step())
              .toList();
      assertThat(ends).last().isEqualTo("late");
      orders.add(ends.getFirst());
    }
    assertThat(orders).containsExactly("left", "right");
  }
}
