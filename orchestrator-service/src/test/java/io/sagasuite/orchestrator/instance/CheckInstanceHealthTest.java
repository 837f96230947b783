package io.sagasuite.orchestrator.instance;

import static io.sagasuite.orchestrator.instance.InstanceSagas.INSTANCE;
import static io.sagasuite.orchestrator.instance.InstanceSagas.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaRun;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An instance is looked after, round by round, exactly as long as it is there.
class CheckInstanceHealthTest {

  private static final Map<String, Object> HEALTHY = Map.of("healthy", true, "responseTimeMs", 3);

  @Test
  void looksEveryThirtySeconds() {
    health()
        .until(Duration.ofMinutes(10))
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .step(
            "probe",
            step ->
                step.attemptedAt(Duration.ofMinutes(10))
                    .received(Map.of("instanceId", INSTANCE.get("instanceId"), "round", 21)))
        .neverSent("SignalSagas");
  }

  @Test
  void endsWithTheSignalBetweenTwoRounds() {
    health()
        .at(Duration.ofSeconds(70))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance", "ProbeInstance", "ProbeInstance")
        .took(Duration.ofSeconds(70));
  }

  @Test
  void endsWithTheSignalThatComesDuringARound() {
    health()
        .step("probe")
        .succeedsAfter(Duration.ofSeconds(5), HEALTHY)
        .at(Duration.ofSeconds(2))
        .signal("InstanceDeleted")
        .run()
        .isCompleted()
        .sent("ProbeInstance")
        .took(Duration.ofSeconds(5));
  }

  @Test
  void tellsItselfToEndWhenTheInstanceIsGone() {
    SagaRun run =
        health()
            .step("probe")
            .answers(Behaviour.succeeds(HEALTHY), Behaviour.rejects("instance_gone"))
            .step("end")
            .succeedsAfter(Duration.ofSeconds(1), Map.of("signalled", 1))
            .at(Duration.ofMillis(30_500))
            .signal("InstanceDeleted")
            .run()
            .isCompleted()
            .sent("ProbeInstance", "ProbeInstance", "SignalSagas");
    run.step(
        "end",
        step ->
            step.received(
                Map.of(
                    "sagaId", run.state().sagaId().toString(),
                    "signal", "InstanceDeleted",
                    "data", Map.of("instanceId", INSTANCE.get("instanceId")))));
  }

  @Test
  void goesOnWhenAnInstanceIsIll() {
    health()
        .step("probe")
        .answers(
            Behaviour.succeeds(Map.of("healthy", false, "error", "refused")).times(3),
            Behaviour.succeeds(HEALTHY))
        .until(Duration.ofMinutes(3))
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .neverSent("SignalSagas");
  }

  @Test
  void outlastsProvisioningBeingAway() {
    SagaRun run =
        health()
            .step("probe")
            .answers(Behaviour.neverAnswers().times(40), Behaviour.succeeds(HEALTHY))
            .until(Duration.ofHours(1))
            .run()
            .hasStatus(SagaStatus.RUNNING)
            .neverSent("SignalSagas");
    assertThat(run.state().round()).isGreaterThan(20);
  }

  @Test
  void triesAgainWithinTheRoundWhenTheProbeCannotBeCarriedOut() {
    health()
        .step("probe")
        .failsThenSucceeds("database_unavailable", 2, HEALTHY)
        .until(Duration.ofSeconds(20))
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .step("probe", step -> step.attempts(3));
  }
}
