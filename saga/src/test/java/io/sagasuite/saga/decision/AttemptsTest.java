package io.sagasuite.saga.decision;

import static io.sagasuite.saga.decision.OrderScenario.order;
import static io.sagasuite.saga.decision.OrderScenario.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaEvent.IgnoredReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How often a command is sent and when, and what becomes of replies that come late, again or for
/// nothing.
class AttemptsTest {

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
}
