package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A saga that begins again and again, until it is told to stop.
class RoundsTest {

  private static final SagaDefinition PROBE =
      saga("probe")
          .deadline(Duration.ofMinutes(1))
          .every(Duration.ofSeconds(30), "stop", 20)
          .step("probe", s -> s.command("p", "Probe", "Forget").input(Map.of("round", "${round}")))
          .step("record", s -> s.command("p", "Record", "Erase").needs("probe"))
          .output(Map.of("round", "${round}"))
          .build()
          .atVersion(1);

  private static Scenario first() {
    return Scenario.start(PROBE, Map.of()).succeeds("probe").succeeds("record");
  }

  @Test
  void beginsTheNextRoundAtItsTimeAndNotEarlier() {
    Scenario scenario =
        first()
            .is(SagaStatus.RUNNING)
            .is("probe", StepStatus.PENDING)
            .after(Duration.ofMillis(29_999))
            .sends()
            .after(Duration.ofMillis(1))
            .sends("Probe probe@2#1")
            .folds();

    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("round", 2));
    assertThat(scenario.state().deadlineAt()).isEqualTo(Scenario.at(90));
  }

  @Test
  void takesRepliesOfItsOwnRoundOnly() {
    Scenario scenario = first().whenDue();
    for (String name : new String[] {"probe", "probe@1", "probe@3", "probe@x"}) {
      scenario.replies(name, Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of())).sends();
      IgnoredReason reason = ((SagaEvent.ReplyIgnored) scenario.events().getFirst()).reason();
      boolean earlier = name.equals("probe") || name.equals("probe@1");
      assertThat(reason).isEqualTo(earlier ? IgnoredReason.EARLIER_ROUND : IgnoredReason.FOREIGN);
    }
    scenario
        .replies("probe@2", Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of()))
        .sends("Record record@2#1");
  }

  @Test
  void endsBetweenTwoRoundsAsSoonAsItIsTold() {
    Scenario scenario = first().signals("stop", Map.of()).is(SagaStatus.COMPLETED).folds();
    assertThat(scenario.state().output()).isEqualTo(Map.of("round", 1));
    assertThat(scenario.state().nextDueAt()).isNull();
  }

  @Test
  void finishesItsRoundBeforeItEnds() {
    Scenario.start(PROBE, Map.of())
        .signals("stop", Map.of())
        .succeeds("probe")
        .sends("Record record#1")
        .succeeds("record")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void beginsTheNextRoundAfterOneThatFailedAndWasUndone() {
    Scenario.start(PROBE, Map.of())
        .succeeds("probe")
        .rejects("record", "no")
        .sends("Forget probe#1")
        .undoes("probe")
        .is(SagaStatus.RUNNING)
        .whenDue()
        .sends("Probe probe@2#1")
        .folds();
  }

  @Test
  void endsAfterACancelInsideARoundOnceThatIsUndone() {
    Scenario.start(PROBE, Map.of())
        .succeeds("probe")
        .cancel()
        .succeeds("record")
        .sends("Erase record#1")
        .undoes("record")
        .undoes("probe")
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void endsAtOnceWhenItIsCancelledBetweenTwoRounds() {
    Scenario scenario = first().cancel().sends().is(SagaStatus.COMPENSATED);
    assertThat(scenario.state().nextDueAt()).isNull();
  }

  @Test
  void beginsNoRoundWhileItIsPaused() {
    Scenario.start(PROBE, Map.of())
        .succeeds("probe")
        .succeeds("record")
        .pause()
        .after(Duration.ofMinutes(5))
        .sends()
        .resume()
        .whenDue()
        .sends("Probe probe@2#1");
  }

  @Test
  void undoesARoundThatMissesItsDeadlineAndBeginsTheNext() {
    Scenario.start(PROBE, Map.of())
        .succeeds("probe")
        .replies("record", Direction.EXECUTE, new Outcome.Waiting("never", "not yet"))
        .skip("record")
        .is(SagaStatus.RUNNING);
    Scenario.start(PROBE, Map.of())
        .succeeds("probe")
        .after(Duration.ofMinutes(1))
        .is(SagaStatus.COMPENSATING)
        .succeeds("record")
        .undoes("record")
        .undoes("probe")
        .is(SagaStatus.RUNNING);
  }
}
