package io.sagasuite.saga.decision;

import static io.sagasuite.saga.decision.OrderScenario.ORDER;
import static io.sagasuite.saga.decision.OrderScenario.order;
import static io.sagasuite.saga.decision.OrderScenario.paid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The way of a saga to its end, what makes it turn, and the way back.
class ThereAndBackTest {

  @Test
  void sendsTheFirstCommandWithItsRenderedInput() {
    Scenario scenario = order().sends("Reserve reserve#1").is("validate", StepStatus.SUCCEEDED);

    assertThat(scenario.commands().getFirst().input()).isEqualTo(Map.of("item", "book"));
    assertThat(scenario.commands().getFirst().traceparent()).isEqualTo("00-aa-bb-00");
  }

  @Test
  void completesWhenEveryStepHasSucceeded() {
    Scenario scenario =
        paid().sends("Label label#1").succeeds("label").sends().is(SagaStatus.COMPLETED);

    assertThat(scenario.state().output()).isEqualTo(Map.of("reservation", "r1", "text", "a book"));
    assertThat(scenario.state().nextDueAt()).isNull();
    assertThat(scenario.events())
        .contains(new SagaEvent.EventPublished("publish", "Processed", "order.events", Map.of()));
  }

  @Test
  void compensatesCompletedStepsInReverseOrder() {
    paid()
        .rejects("label", "no_carrier")
        .is(SagaStatus.COMPENSATING)
        .sends("Refund pay#1")
        .undoes("pay")
        .sends("Release reserve#1")
        .undoes("reserve")
        .sends()
        .is(SagaStatus.COMPENSATED)
        .is("label", StepStatus.FAILED)
        .is("pay", StepStatus.COMPENSATED);
  }

  @Test
  void givesACompensationItsOwnStepsInputAndOutput() {
    SendCommand refund = paid().rejects("label", "no_carrier").commands().getFirst();

    assertThat(refund.input()).isEqualTo(Map.of("for", "r1"));
    assertThat(refund.output()).isEqualTo(Map.of("id", "p1"));
  }

  @Test
  void letsACoveredStepFailInPlaceOfTheOneThatDecidesIt() {
    Scenario scenario =
        order()
            .rejects("reserve", "gone")
            .is(SagaStatus.COMPENSATED)
            .is("check", StepStatus.FAILED)
            .is("reserve", StepStatus.SKIPPED);

    assertThat(scenario.state().failure().step()).isEqualTo("check");
  }

  @Test
  void failsTheDecidingStepForAnyOtherCode() {
    order()
        .rejects("reserve", "malformed")
        .is("check", StepStatus.SKIPPED)
        .is("reserve", StepStatus.FAILED);
  }

  @Test
  void turnsAtItsDeadline() {
    Scenario scenario =
        order().succeeds("reserve").after(ORDER.deadline()).is(SagaStatus.COMPENSATING);

    assertThat(scenario.state().turnReason()).isEqualTo(TurnReason.DEADLINE);
  }

  @Test
  void awaitsWhatIsInFlightWhenItIsCancelled() {
    order()
        .cancel()
        .is(SagaStatus.COMPENSATING)
        .sends()
        .succeeds("reserve")
        .sends("Release reserve#1")
        .undoes("reserve")
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void givesUpPlannedAttemptsWhenItIsCancelled() {
    order().fails("reserve", "busy").cancel().is(SagaStatus.COMPENSATED);
  }

  @Test
  void refusesToCancelWhatHasEndedOrIsGoingBack() {
    assertThat(paid().succeeds("label").cancel().rejection()).contains("completed");
    assertThat(order().cancel().cancel().rejection()).contains("compensating");
  }

  @Test
  void changesNothingWhenAStartComesAgain() {
    SagaState state = order().state();
    Decision again =
        SagaDecider.decide(
            ORDER,
            state,
            new SagaInput.StartSaga(
                new UUID(1, 2), "key", Map.of(), null, Map.of(), Scenario.START));

    assertThat(again.changes()).isFalse();
    assertThat(again.commands()).extracting(SendCommand::command).containsExactly("Reserve");
  }
}
