package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Signals, and time that does not pass for a saga while a person is waited for.
class WaitingTest {

  private static final SagaDefinition APPROVAL =
      saga("approval")
          .step("ask", s -> s.command("p", "Ask", "Unask"))
          .step("approve", s -> s.signal("approved").timeout(Duration.ofHours(24)).needs("ask"))
          .step(
              "pay",
              s ->
                  s.command("p", "Pay", "Refund")
                      .needs("approve")
                      .input(Map.of("by", "${steps['approve'].output.by}")))
          .build()
          .atVersion(1);

  private static final Map<String, Object> BY_ADA = Map.of("by", "ada");

  @Test
  void goesOnWithWhatTheSignalBrings() {
    Scenario scenario =
        Scenario.start(APPROVAL, Map.of())
            .succeeds("ask")
            .sends()
            .is("approve", StepStatus.WAITING)
            .signals("approved", BY_ADA)
            .sends("Pay pay#1");

    assertThat(scenario.commands().getFirst().input()).isEqualTo(BY_ADA);
    assertThat(scenario.state().signals()).isEmpty();
  }

  @Test
  void keepsASignalThatComesTooEarly() {
    Scenario scenario = Scenario.start(APPROVAL, Map.of()).signals("approved", BY_ADA).sends();
    assertThat(scenario.state().signals()).hasSize(1);

    scenario.succeeds("ask").sends("Pay pay#1").folds();
    assertThat(scenario.state().signals()).isEmpty();
  }

  @Test
  void readsSignalsOfOneNameInTheirOrder() {
    Scenario scenario =
        Scenario.start(APPROVAL, Map.of())
            .signals("approved", BY_ADA)
            .signals("approved", Map.of("by", "bob"))
            .succeeds("ask");

    assertThat(scenario.state().step("approve").output()).isEqualTo(BY_ADA);
    assertThat(scenario.state().signals()).hasSize(1);
  }

  @Test
  void keepsASecondSignalWithoutEffect() {
    Scenario.start(APPROVAL, Map.of())
        .succeeds("ask")
        .signals("approved", BY_ADA)
        .signals("approved", Map.of("by", "bob"))
        .sends()
        .succeeds("pay")
        .is(SagaStatus.COMPLETED);
  }

  @Test
  void leavesOtherSignalsAlone() {
    Scenario.start(APPROVAL, Map.of())
        .succeeds("ask")
        .signals("declined", Map.of())
        .sends()
        .is("approve", StepStatus.WAITING);
  }

  @Test
  void refusesSignalsWithoutEnd() {
    Scenario scenario = Scenario.start(APPROVAL, Map.of());
    for (int i = 0; i < Signals.UNREAD_MAX; i++) {
      scenario.signals("other", Map.of());
    }
    scenario.signals("other", Map.of()).refused("100 signals");
  }

  @Test
  void turnsBackWhenTheSignalDoesNotComeInTime() {
    Scenario scenario =
        Scenario.start(APPROVAL, Map.of())
            .succeeds("ask")
            .after(Duration.ofHours(24).minusMillis(1))
            .is(SagaStatus.RUNNING)
            .after(Duration.ofMillis(1))
            .sends("Unask ask#1")
            .is("approve", StepStatus.FAILED);

    assertThat(scenario.state().failure().failure().code()).isEqualTo("signal_timeout");
  }

  @Test
  void goesOnWithoutAnOptionalSignal() {
    SagaDefinition definition =
        saga("optional")
            .step(
                "wish",
                s -> s.signal("wish").timeout(Duration.ofSeconds(5)).onFailure(OnFailure.CONTINUE))
            .step("end", s -> s.command("p", "End", "Undo").needs("wish"))
            .build()
            .atVersion(1);

    Scenario.start(definition, Map.of()).whenDue().sends("End end#1");
  }

  @Test
  void doesNotCountTheWaitForAPersonAgainstTheDeadline() {
    Scenario scenario =
        Scenario.start(APPROVAL, Map.of())
            .succeeds("ask")
            .after(APPROVAL.deadline().multipliedBy(2))
            .is(SagaStatus.RUNNING)
            .signals("approved", BY_ADA);

    assertThat(scenario.state().deadlineAt())
        .isEqualTo(Scenario.START.plus(APPROVAL.deadline().multipliedBy(3)));
    scenario.after(APPROVAL.deadline()).is(SagaStatus.COMPENSATING);
  }

  @Test
  void doesNotCountAPauseAgainstTheDeadline() {
    Scenario scenario =
        Scenario.start(APPROVAL, Map.of()).pause().passes(Duration.ofDays(1)).resume();

    assertThat(scenario.state().deadlineAt())
        .isEqualTo(Scenario.START.plus(APPROVAL.deadline()).plus(Duration.ofDays(1)));
  }

  @Test
  void cancelsASagaThatWaits() {
    Scenario.start(APPROVAL, Map.of())
        .succeeds("ask")
        .cancel()
        .sends("Unask ask#1")
        .is("approve", StepStatus.SKIPPED)
        .undoes("ask")
        .is(SagaStatus.COMPENSATED)
        .folds();
  }

  @Test
  void takesASignalWhilePausedAndGoesOnOnceResumed() {
    Scenario.start(APPROVAL, Map.of())
        .succeeds("ask")
        .pause()
        .signals("approved", BY_ADA)
        .sends()
        .is("approve", StepStatus.SUCCEEDED)
        .resume()
        .sends("Pay pay#1");
  }

  @Test
  void triesAgainWhenWhatAParticipantWaitedForHasCome() {
    Scenario.start(APPROVAL, Map.of())
        .waitsFor("ask", "stock")
        .is("ask", StepStatus.WAITING)
        .after(Duration.ofHours(1))
        .is(SagaStatus.RUNNING)
        .signals("stock", Map.of())
        .sends("Ask ask#2");
  }

  @Test
  void triesAgainAtOnceWhenWhatAParticipantWaitsForHadComeBefore() {
    Scenario.start(APPROVAL, Map.of())
        .signals("stock", Map.of())
        .waitsFor("ask", "stock")
        .sends("Ask ask#2");
  }

  @Test
  void waitsForNothingOnceItGoesBack() {
    Scenario.start(APPROVAL, Map.of())
        .cancel()
        .waitsFor("ask", "stock")
        .is("ask", StepStatus.FAILED)
        .is(SagaStatus.COMPENSATED);
  }
}
