package io.sagasuite.orchestrator.instance;

import static io.sagasuite.orchestrator.instance.InstanceSagas.CONNECTION;
import static io.sagasuite.orchestrator.instance.InstanceSagas.create;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaRun;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How an instance comes to be, and how nothing is left of one that does not.
class CreateInstanceTest {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String[] ALL = {
    "ReserveInstance",
    "DeployInstance",
    "AwaitInstance",
    "ResolveConnection",
    "TestConnection",
    "ActivateInstance",
    "RunSaga"
  };

  @Test
  void bringsAnInstanceAboutAndHasItLookedAfter() {
    SagaRun run = create().until(A_MINUTE).run().isCompleted().sent(ALL);
    String id = run.state().sagaId().toString();
    run.step("deploy", step -> step.received(Map.of("instanceId", id)))
        .step(
            "activate",
            step ->
                step.received(
                    Map.of(
                        "instanceId", id,
                        "host", "10.0.0.7",
                        "port", 5432,
                        "connectionString", "postgresql://postgres@10.0.0.7:5432/postgres",
                        "postgresVersion", "PostgreSQL 18.1 on x86_64")))
        .output(
            Map.of(
                "instanceId", id,
                "name", "orders-db",
                "namespace", "toygres",
                "connectionString", "postgresql://postgres@10.0.0.7:5432/postgres",
                "postgresVersion", "PostgreSQL 18.1 on x86_64",
                "deploymentTimeSeconds", 12));
    run.child("start-health-check").sentInOrder("ProbeInstance");
  }

  static Stream<Arguments> refusedSteps() {
    return Stream.of(
        Arguments.of("reserve-name", List.of("ReserveInstance"), List.of()),
        Arguments.of(
            "deploy", List.of("ReserveInstance", "DeployInstance"), List.of("ReleaseInstance")),
        Arguments.of(
            "wait-for-ready",
            List.of("ReserveInstance", "DeployInstance", "AwaitInstance"),
            List.of("RemoveInstance", "ReleaseInstance")),
        Arguments.of(
            "resolve-connection",
            List.of("ReserveInstance", "DeployInstance", "AwaitInstance", "ResolveConnection"),
            List.of("RemoveInstance", "ReleaseInstance")),
        Arguments.of(
            "test-connection",
            List.of(
                "ReserveInstance",
                "DeployInstance",
                "AwaitInstance",
                "ResolveConnection",
                "TestConnection"),
            List.of("RemoveInstance", "ReleaseInstance")),
        Arguments.of(
            "activate",
            List.of(
                "ReserveInstance",
                "DeployInstance",
                "AwaitInstance",
                "ResolveConnection",
                "TestConnection",
                "ActivateInstance"),
            List.of("RemoveInstance", "ReleaseInstance")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedSteps")
  void undoesAllOfItInReverseWhenAStepIsRefused(
      String step, List<String> done, List<String> undone) {
    create()
        .step(step)
        .rejects("no")
        .run()
        .isCompensated("no")
        .failedAt(step)
        .sent(Stream.concat(done.stream(), undone.stream()).toArray(String[]::new));
  }

  @Test
  void tellsEveryUndoingWhichInstanceItMeans() {
    SagaRun run = create().step("test-connection").rejects("authentication_failed").run();
    String id = run.state().sagaId().toString();
    run.step(
            "deploy",
            step ->
                step.undoneWith(
                    Map.of("instanceId", id, "name", "orders-db", "namespace", "toygres"),
                    Map.of("created", true)))
        .step(
            "reserve-name",
            step -> step.undoneWith(Map.of("instanceId", id), Map.of("instanceId", id)));
  }

  @Test
  void waitsForASlowInstanceAttemptByAttempt() {
    Behaviour notReady =
        Behaviour.fails("not_ready", "pod is Pending after 20 s").after(Duration.ofSeconds(20));
    create()
        .step("wait-for-ready")
        .answers(notReady.times(3), Behaviour.succeeds(Map.of("phase", "Running")))
        .until(Duration.ofMinutes(2))
        .run()
        .isCompleted()
        .step("wait-for-ready", step -> step.attempts(4));
  }

  @Test
  void givesUpAnInstanceThatIsNotReadyAfterFiveMinutes() {
    SagaRun run =
        create()
            .step("wait-for-ready")
            .answers(
                Behaviour.fails("not_ready", "pod is Pending after 20 s")
                    .after(Duration.ofSeconds(20)))
            .run()
            .isCompensated("not_ready")
            .failedAt("wait-for-ready")
            .errorContains("Pending")
            .undone("deploy", "reserve-name");
    Duration took = Duration.between(run.state().createdAt(), run.state().updatedAt());
    assertThat(took).isBetween(Duration.ofMinutes(4).plusSeconds(30), Duration.ofMinutes(5));
  }

  @Test
  void waitsForAnAddressFromOutside() {
    create()
        .step("resolve-connection")
        .failsThenSucceeds("no_address_yet", 6, CONNECTION)
        .until(A_MINUTE)
        .run()
        .isCompleted()
        .step("resolve-connection", step -> step.attempts(7));
  }

  @Test
  void removesADeploymentWhoseOutcomeNobodyKnows() {
    create()
        .step("deploy")
        .neverAnswers()
        .run()
        .isCompensated("timeout")
        .failedAt("deploy")
        .step("deploy", step -> step.attempts(5))
        .undone("deploy", "reserve-name");
  }

  @Test
  void goesOnWhenASecondAttemptFindsWhatTheFirstMade() {
    create()
        .step("deploy")
        .answers(Behaviour.neverAnswers(), Behaviour.succeeds(Map.of("created", false)))
        .until(Duration.ofMinutes(2))
        .run()
        .isCompleted()
        .step("deploy", step -> step.attempts(2));
  }

  @Test
  void keepsTryingToRemoveWhatWillNotGo() {
    create()
        .step("test-connection")
        .rejects("authentication_failed")
        .undo("deploy")
        .failsThenSucceeds("not_gone", 20, Map.of("removed", true))
        .run()
        .isCompensated("authentication_failed")
        .step("deploy", step -> step.undoAttempts(21));
  }

  @Test
  void parksWithTheEvidenceWhenItCannotBeRemoved() {
    create()
        .step("test-connection")
        .rejects("authentication_failed")
        .undo("deploy")
        .fails("not_gone")
        .run()
        .isParked("not_gone")
        .neverSent("ReleaseInstance");
  }

  @Test
  void isCancelledWhileItIsBeingMade() {
    create()
        .step("wait-for-ready")
        .answers(Behaviour.fails("not_ready").after(Duration.ofSeconds(20)))
        .at(Duration.ofSeconds(30))
        .cancel()
        .run()
        .isCompensated(TurnReason.CANCELLED)
        .undone("deploy", "reserve-name");
  }

  @Test
  void isNeverTakenBackOnceItIsInService() {
    create()
        .at(Duration.ofSeconds(1))
        .mayBeRefused()
        .cancel()
        .until(A_MINUTE)
        .run()
        .isCompleted()
        .undone();
  }

  @Test
  void parksWhenNobodyKnowsWhetherItIsInService() {
    create()
        .step("activate")
        .neverAnswers()
        .run()
        .isParked("timeout")
        .step("activate", step -> step.is(StepStatus.PARKED))
        .undone();
  }

  @Test
  void doesNothingTwiceWhenEverythingIsDeliveredTwice() {
    create().deliveringTwice().until(A_MINUTE).run().isCompleted().sent(ALL);
  }

  static Stream<Map.Entry<String, Object>> badInputs() {
    return Stream.of(
        Map.entry("name", "Orders"),
        Map.entry("namespace", "-x"),
        Map.entry("postgresVersion", "latest"),
        Map.entry("storageSizeGb", 0),
        Map.entry("dnsLabel", "a.b"),
        Map.entry("sealedPassword", "hunter22"),
        Map.entry("password", "hunter22"));
  }

  @ParameterizedTest
  @MethodSource("badInputs")
  void takesNoOtherInput(Map.Entry<String, Object> bad) {
    Map<String, Object> input = new HashMap<>(InstanceSagas.WANTED);
    input.put(bad.getKey(), bad.getValue());

    SagaTest.of(InstanceSagas.CREATE)
        .child(InstanceSagas.HEALTH)
        .input(input)
        .run()
        .isRefused(bad.getKey());
  }
}
