package io.sagasuite.saga.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.Selection.InvalidSelectionException;
import io.sagasuite.saga.testkit.SagaRun;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A platform in three stages, each a saga of HTTP calls, brought up as a whole and in parts.
class StagesExampleTest {

  @Test
  void bringsUpAllStagesOneAfterAnother() {
    SagaRun run =
        Stages.production()
            .run()
            .isCompleted()
            .executed("infrastructure", "services", "configuration")
            .output(Map.of("vpcId", "vpc-1", "apiServiceUrl", "https://api", "adminUserId", "u-1"));
    run.child("infrastructure").executed("create-vpc", "create-security-group", "create-database");
    run.child("services").executed("deploy-auth-service", "deploy-api-service", "smoke-test");
    run.child("configuration")
        .executed("create-admin-user", "setup-default-settings", "verify-login");
  }

  @Test
  void waitsBetweenTheStages() {
    Stages.production()
        .run()
        .step("services", step -> step.attemptedAt(Duration.ofSeconds(5)))
        .step("configuration", step -> step.attemptedAt(Duration.ofSeconds(10)));
  }

  @Test
  void handsWhatAStagePutsOutToTheNext() {
    SagaRun run = Stages.production().run();
    run.step(
        "services",
        step ->
            step.received(
                Map.of(
                    "definition",
                    "example-services",
                    "detached",
                    false,
                    "input",
                    Map.of(
                        "environment", "production",
                        "vpcId", "vpc-1",
                        "dbEndpoint", "db-1:5432",
                        "securityGroupId", "sg-1"))));
    run.child("services")
        .step(
            "deploy-auth-service",
            step ->
                step.received(
                    Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://deploy.example.org/v1/services",
                        "body",
                        Map.of(
                            "name", "auth",
                            "vpcId", "vpc-1",
                            "securityGroupId", "sg-1",
                            "database", "db-1:5432"),
                        "outputs",
                        Map.of("serviceId", "id", "url", "url"))));
  }

  @Test
  void keepsSecretsOutOfEveryCommand() {
    SagaRun run = Stages.production().run();
    run.child("infrastructure")
        .step(
            "create-vpc",
            step ->
                step.received(
                    Map.of(
                        "method", "POST",
                        "url", "https://cloud.example.org/v1/vpcs",
                        "headers", Map.of("Authorization", "Bearer ${secret.cloudToken}"),
                        "body", Map.of("name", "production", "region", "eu-central"),
                        "accept", List.of(200, 201),
                        "outputs", Map.of("vpcId", "vpc.id"))));
    assertThat(run.transcript()).contains("${secret.cloudToken}");
  }

  @Test
  void leavesOutAStageWhoseConditionDoesNotHold() {
    Stages.stages("development")
        .run()
        .isCompleted()
        .executed("infrastructure", "services")
        .skipped("configuration")
        .output(Map.of("vpcId", "vpc-1", "apiServiceUrl", "https://api"));
  }

  @Test
  void failsWhenAConditionGivesNoAnswerInsteadOfLeavingTheStageOut() {
    String condition = "input.environment != 'development'";
    String text = Examples.text("stages").replace(condition, "input.environment");
    Stages.everyCallSucceeds(SagaTest.of(Documents.yaml(text)), "production")
        .run()
        .isCompensated("condition_failed")
        .failedAt("configuration")
        .undone("services", "infrastructure");
  }

  @Test
  void refusesAnEnvironmentThatNobodyKnows() {
    Stages.stages("moon").run().isRefused("environment");
  }

  @Test
  void bringsUpOnlyTheFirstStage() {
    Stages.production()
        .to("infrastructure")
        .run()
        .isCompleted()
        .executed("infrastructure")
        .skipped("services", "configuration");
  }

  @Test
  void bringsUpOneStageOnWhatAnEarlierRunPutOut() {
    Stages.production()
        .only("services")
        .outputBefore("infrastructure", Stages.NETWORK)
        .run()
        .isCompleted()
        .executed("services")
        .step("services", step -> step.answered(Stages.URLS))
        .child("services")
        .step(
            "deploy-api-service",
            step ->
                step.received(
                    Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://deploy.example.org/v1/services",
                        "body",
                        Map.of(
                            "name", "api",
                            "vpcId", "vpc-1",
                            "auth", "https://auth",
                            "database", "db-1:5432"),
                        "outputs",
                        Map.of("serviceId", "id", "url", "url"))));
  }

  @Test
  void bringsUpFromOneStageToAnotherBothIncluded() {
    Stages.production()
        .from("services")
        .to("configuration")
        .outputBefore("infrastructure", Stages.NETWORK)
        .run()
        .isCompleted()
        .executed("services", "configuration");
  }

  @Test
  void refusesAPartThatIsNone() {
    assertThatThrownBy(() -> Stages.production().from("configuration").to("infrastructure").run())
        .isInstanceOf(InvalidSelectionException.class)
        .hasMessageContaining("no step is left to run");
    assertThatThrownBy(() -> Stages.production().only("sevices").run())
        .isInstanceOf(InvalidSelectionException.class)
        .hasMessageContaining("services");
  }

  @Test
  void undoesOnlyThePartThatWasRun() {
    Stages.production()
        .only("services")
        .outputBefore("infrastructure", Stages.NETWORK)
        .step("deploy-api-service")
        .rejects("image_not_found")
        .run()
        .isCompensated("image_not_found")
        .undone();
  }

  @Test
  void goesOnWithoutAStepThatIsOnlyGoodToHave() {
    SagaRun run =
        Stages.production()
            .step("smoke-test")
            .rejects("not_healthy")
            .step("setup-default-settings")
            .rejects("settings_locked")
            .run()
            .isCompleted();
    run.child("services")
        .isCompleted()
        .skipped("announce")
        .published()
        .step("smoke-test", step -> step.is(StepStatus.FAILED));
    run.child("configuration")
        .isCompleted()
        .executed("create-admin-user", "setup-default-settings", "verify-login");
    Stages.production().run().child("services").published("ServicesTested");
  }
}
