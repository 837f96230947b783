package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A saga that begins again every thirty seconds until it is told that there is nothing to look
/// after any more.
class HealthCheckExampleTest {

  private static final SagaDefinition HEALTH_CHECK = Examples.read("health-check");
  private static final Map<String, Object> HEALTHY = Map.of("healthy", true, "responseMs", 12);
  private static final Map<String, Object> ILL = Map.of("healthy", false, "responseMs", 900);

  static SagaTest healthCheck() {
    return SagaTest.of(HEALTH_CHECK)
        .input(Map.of("instance", "pg-1"))
        .step("probe")
        .succeeds(HEALTHY)
        .step("alert")
        .succeeds();
  }

  @Test
  void looksEveryThirtySecondsUntilTheInstanceIsDeleted() {
    healthCheck()
        .at(Duration.ofSeconds(70))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance", "ProbeInstance", "ProbeInstance")
        .output(Map.of("healthy", true))
        .took(Duration.ofSeconds(70))
        .step(
            "probe",
            step ->
                step.attemptedAt(Duration.ofSeconds(60))
                    .received(Map.of("instance", "pg-1", "round", 3)));
  }

  @Test
  void goesOnForEverWhenNobodyDeletesTheInstance() {
    healthCheck()
        .until(Duration.ofHours(1))
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .step(
            "probe",
            step ->
                step.attemptedAt(Duration.ofHours(1))
                    .received(Map.of("instance", "pg-1", "round", 121)));
  }

  @Test
  void alertsOnlyInTheRoundsInWhichTheInstanceIsIll() {
    healthCheck()
        .step("probe")
        .answers(Behaviour.succeeds(HEALTHY), Behaviour.succeeds(ILL), Behaviour.succeeds(HEALTHY))
        .at(Duration.ofSeconds(70))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance", "ProbeInstance", "SendAlert", "ProbeInstance");
  }

  @Test
  void beginsAgainAfterARoundThatFailed() {
    healthCheck()
        .step("probe")
        .answers(Behaviour.fails("no_connection").times(2), Behaviour.succeeds(HEALTHY))
        .at(Duration.ofSeconds(40))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance", "ProbeInstance", "ProbeInstance")
        .step("probe", step -> step.attemptedAt(Duration.ofSeconds(31)));
  }

  @Test
  void endsAfterTheRoundInWhichItIsTold() {
    healthCheck()
        .step("probe")
        .succeedsAfter(Duration.ofSeconds(3), HEALTHY)
        .at(Duration.ofSeconds(1))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .took(Duration.ofSeconds(3))
        .sent("ProbeInstance");
  }

  @Test
  void isNotMovedByTheLateReplyOfAnEarlierRound() {
    healthCheck()
        .step("probe")
        .answers(
            Behaviour.succeeds(ILL).after(Duration.ofSeconds(50)),
            Behaviour.neverAnswers(),
            Behaviour.succeeds(HEALTHY))
        .at(Duration.ofSeconds(60))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .happened(SagaEvent.RoundStarted.class, SagaEvent.ReplyIgnored.class)
        .neverSent("SendAlert")
        .output(Map.of("healthy", true));
  }

  @Test
  void isEndedByACancelBetweenTwoRounds() {
    healthCheck()
        .at(Duration.ofSeconds(45))
        .cancel()
        .run()
        .isCompensated(TurnReason.CANCELLED)
        .sent("ProbeInstance", "ProbeInstance");
  }

  @Test
  void looksOnceARoundWhenEverythingIsDeliveredTwice() {
    healthCheck()
        .deliveringTwice()
        .at(Duration.ofSeconds(70))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance", "ProbeInstance", "ProbeInstance");
  }
}
