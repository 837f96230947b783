package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SagaDeciderTest {

  private static final RetryPolicy TWICE =
      new RetryPolicy(
          2, Duration.ofSeconds(1), 2, Duration.ofSeconds(9), 0, List.of(), List.of("fatal"));

  /// reserve -> pay -> label, with a check that the reservation decides and an event at the end.
  private static final SagaDefinition ORDER =
      saga("order")
          .step("validate", s -> s.validate())
          .step("check", s -> s.coveredBy("reserve", "gone").needs("validate"))
          .step(
              "reserve",
              s ->
                  s.command("inventory", "Reserve", "Release")
                      .needs("validate")
                      .input(Map.of("item", "${input.item}"))
                      .retry(TWICE))
          .step(
              "pay",
              s ->
                  s.command("payment", "Pay", "Refund")
                      .needs("reserve")
                      .input(Map.of("for", "${steps['reserve'].output.id}"))
                      .retry(TWICE)
                      .compensationRetry(TWICE))
          .step("label", s -> s.command("shipping", "Label", "Cancel").needs("pay"))
          .step(
              "publish",
              s -> s.publish("Processed", "order.events").kind(StepKind.RETRIABLE).needs("label"))
          .output(Map.of("reservation", "${steps['reserve'].output.id}", "text", "a ${input.item}"))
          .build()
          .atVersion(1);

  private static Scenario order() {
    return Scenario.start(ORDER, Map.of("item", "book"));
  }

  private static Scenario paid() {
    return order().succeeds("reserve", Map.of("id", "r1")).succeeds("pay", Map.of("id", "p1"));
  }

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
  void retriesAFailureWithBackoffAndKeepsItsAttempts() {
    Scenario scenario = order().fails("reserve", "busy").sends().is("reserve", StepStatus.RETRYING);
    assertThat(scenario.state().nextDueAt()).isEqualTo(Scenario.START.plusSeconds(1));

    scenario
        .whenDue()
        .sends("Reserve reserve#2")
        .fails("reserve", "busy")
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void doesNotRetryACodeThatIsListedAsFinal() {
    order().fails("reserve", "fatal").is(SagaStatus.COMPENSATED);
  }

  @Test
  void undoesAStepThatNeverAnswered() {
    order()
        .after(Duration.ofSeconds(10))
        .is("reserve", StepStatus.RETRYING)
        .whenDue()
        .sends("Reserve reserve#2")
        .after(Duration.ofSeconds(10))
        .sends("Release reserve#1")
        .replies("reserve", Direction.EXECUTE, new Outcome.Succeeded(Map.of()))
        .sends()
        .undoes("reserve")
        .is(SagaStatus.COMPENSATED);
  }

  @Test
  void namesALateSuccess() {
    Scenario scenario =
        order()
            .after(Duration.ofSeconds(10))
            .whenDue()
            .after(Duration.ofSeconds(10))
            .succeeds("reserve");

    assertThat(scenario.events())
        .containsExactly(
            new SagaEvent.ReplyIgnored(
                "reserve", Direction.EXECUTE, 2, "succeeded", IgnoredReason.LATE));
  }

  @Test
  void acceptsAnAnswerThatComesBetweenTimeoutAndNextAttempt() {
    order()
        .after(Duration.ofSeconds(10))
        .succeeds("reserve", Map.of("id", "r1"))
        .sends("Pay pay#1")
        .is("reserve", StepStatus.SUCCEEDED);
  }

  @Test
  void repeatsWhatAReplyHadCausedWhenItIsDeliveredAgain() {
    Scenario scenario =
        order()
            .succeeds("reserve", Map.of("id", "r1"))
            .replies("reserve", Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of()))
            .sends("Pay pay#1");

    assertThat(scenario.events())
        .contains(
            new SagaEvent.ReplyIgnored(
                "reserve", Direction.EXECUTE, 1, "succeeded", IgnoredReason.DUPLICATE));
    assertThat(scenario.state().nextDueAt()).as("a second crash").isEqualTo(Scenario.at(4));
  }

  @Test
  void setsAsideRepliesOfEarlierAttemptsAndOfCommandsNeverSent() {
    Scenario scenario = order().fails("reserve", "busy").whenDue();

    assertThat(ignoredFor(scenario, "reserve", 1)).isEqualTo(IgnoredReason.EARLIER_ATTEMPT);
    assertThat(ignoredFor(scenario, "reserve", 3)).isEqualTo(IgnoredReason.FOREIGN);
    assertThat(ignoredFor(scenario, "label", 1)).isEqualTo(IgnoredReason.FOREIGN);
    assertThat(ignoredFor(scenario, "nowhere", 1)).isEqualTo(IgnoredReason.FOREIGN);
    assertThat(ignoredFor(scenario, "check", 1)).isEqualTo(IgnoredReason.FOREIGN);
    scenario.is("reserve", StepStatus.EXECUTING);
  }

  private static IgnoredReason ignoredFor(Scenario scenario, String step, int attempt) {
    scenario.replies(step, Direction.EXECUTE, attempt, new Outcome.Succeeded(Map.of())).sends();
    return ((SagaEvent.ReplyIgnored) scenario.events().getFirst()).reason();
  }

  @Test
  void boundsWhatItNotesOfIgnoredReplies() {
    Scenario scenario = order();
    for (int i = 0; i < 2 * ReplyRules.IGNORED_REPLIES_MAX; i++) {
      scenario.replies("label", Direction.EXECUTE, 1, new Outcome.Succeeded(Map.of()));
    }

    assertThat(scenario.journal).hasSize(1 + ReplyRules.IGNORED_REPLIES_MAX);
  }

  @Test
  void sendsAgainWhatACrashMayHaveKeptBackAndBacksOff() {
    Scenario scenario = order();
    assertThat(scenario.state().nextDueAt()).isEqualTo(Scenario.START.plusSeconds(2));

    scenario.whenDue().sends("Reserve reserve#1");
    assertThat(scenario.state().nextDueAt()).isEqualTo(Scenario.START.plusSeconds(6));
  }

  @Test
  void waitsOnlyForTheTimeoutAfterATriggerThatIsRedelivered() {
    Scenario scenario = order().succeeds("reserve");

    assertThat(scenario.state().nextDueAt()).isEqualTo(Scenario.START.plusSeconds(10));
  }

  @Test
  void doesNothingBeforeItsTime() {
    Scenario scenario = order().after(Duration.ofMillis(1999)).sends();

    assertThat(scenario.events()).isEmpty();
    assertThat(scenario.state().version()).isEqualTo(1);
  }

  @Test
  void retriesACompensationAndThenParksWithTheEvidence() {
    Scenario scenario =
        paid()
            .rejects("label", "no_carrier")
            .failsToUndo("pay")
            .is(SagaStatus.COMPENSATING)
            .whenDue()
            .sends("Refund pay#2")
            .failsToUndo("pay")
            .is(SagaStatus.PARKED)
            .is("pay", StepStatus.PARKED)
            .is("reserve", StepStatus.SUCCEEDED);

    assertThat(scenario.state().failure().failure().code()).isEqualTo("no_carrier");
    assertThat(scenario.state().step("pay").compensate().failure().code()).isEqualTo("busy");
    assertThat(scenario.state().nextDueAt()).isNull();
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
