package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaRun;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A platform in three stages, taken down as a whole, in parts, and by itself when a stage fails.
class StagesDownExampleTest {

  @Test
  void takesEverythingDownInReverseOrder() {
    SagaRun run =
        Stages.production()
            .atRest()
            .compensate()
            .run()
            .isCompensated(TurnReason.OPERATOR)
            .undone("configuration", "services", "infrastructure");
    run.child("configuration").undone("create-admin-user");
    run.child("services").undone("deploy-api-service", "deploy-auth-service");
    run.child("infrastructure").undone("create-database", "create-security-group", "create-vpc");
  }

  @Test
  void takesDownFromConfigurationToServicesAndKeepsTheRest() {
    Stages.production()
        .atRest()
        .compensate("configuration", "services")
        .run()
        .isCompensated(TurnReason.OPERATOR)
        .undone("configuration", "services")
        .step("infrastructure", step -> step.is(StepStatus.SUCCEEDED))
        .child("infrastructure")
        .isCompleted()
        .undone();
  }

  @Test
  void takesDownOneStage() {
    Stages.production()
        .atRest()
        .compensate("configuration", "configuration")
        .run()
        .isCompensated(TurnReason.OPERATOR)
        .undone("configuration")
        .step("services", step -> step.is(StepStatus.SUCCEEDED));
  }

  @Test
  void refusesToTakeAStageFromUnderAnother() {
    Stages.production()
        .atRest()
        .mayBeRefused()
        .compensate("services", "services")
        .run()
        .isCompleted()
        .refused("'configuration' was built upon 'services'");
  }

  @Test
  void undoesEachCallWithTheIdsThatItPutOut() {
    Stages.production()
        .atRest()
        .compensate()
        .run()
        .child("infrastructure")
        .step(
            "create-database",
            step ->
                step.undoneWith(
                    Map.of(
                        "method", "DELETE",
                        "url", "https://cloud.example.org/v1/databases/d-1",
                        "accept", List.of(200, 204, 404)),
                    Map.of("databaseId", "d-1", "dbEndpoint", "db-1:5432")));
  }

  @Test
  void takesDownWhatStandsWhenALaterStageFails() {
    SagaRun run =
        Stages.production()
            .step("verify-login")
            .rejects("login_refused")
            .run()
            .isCompensated("login_refused")
            .failedAt("configuration")
            .undone("services", "infrastructure");
    run.child("configuration").isCompensated("login_refused").undone("create-admin-user");
    run.child("infrastructure").undone("create-database", "create-security-group", "create-vpc");
  }

  @Test
  void keepsWhatStandsWhereTheDefinitionSaysSo() {
    Stages.keepingWhatStands()
        .step("verify-login")
        .rejects("login_refused")
        .run()
        .isFailed("login_refused")
        .failedAt("configuration")
        .undone()
        .child("services")
        .isCompleted();
  }

  @Test
  void goesOnFromTheStageThatFailedWithWhatTheOthersPutOut() {
    Stages.keepingWhatStands()
        .step("create-admin-user")
        .rejects("not_yet")
        .atRest()
        .skip("configuration", Map.of("adminUserId", "u-made-by-hand"))
        .run()
        .isCompleted()
        .executed("infrastructure", "services", "configuration")
        .output(
            Map.of(
                "vpcId", "vpc-1",
                "apiServiceUrl", "https://api",
                "adminUserId", "u-made-by-hand"))
        .step("infrastructure", step -> step.attempts(1).answered(Stages.NETWORK));
  }

  @Test
  void triesAStageAgainThatFailedAndHadUndoneItself() {
    SagaRun run =
        Stages.keepingWhatStands()
            .step("verify-login")
            .answers(Behaviour.rejects("not_yet"), Behaviour.succeeds())
            .atRest()
            .retry()
            .run()
            .isCompleted();
    run.step("configuration", step -> step.attempts(2))
        .step("services", step -> step.attempts(1).answered(Stages.URLS));
    run.child("configuration")
        .isCompleted()
        .executed("create-admin-user", "setup-default-settings", "verify-login")
        .undone("create-admin-user")
        .step("create-admin-user", step -> step.is(StepStatus.SUCCEEDED).undoAttempts(0));
  }

  @Test
  void undoesAStageThatSucceededOnlyOnItsSecondTry() {
    SagaRun run =
        Stages.keepingWhatStands()
            .step("verify-login")
            .answers(Behaviour.rejects("not_yet"), Behaviour.succeeds())
            .atRest()
            .retry()
            .atRest()
            .compensate()
            .deliveringTwice()
            .run()
            .isCompensated(TurnReason.OPERATOR);
    run.child("configuration")
        .isCompensated(TurnReason.CANCELLED)
        .step("create-admin-user", step -> step.attempts(1).undoAttempts(1));
  }

  @Test
  void triesAgainOnlyWhatFailedInAStageThatKeepsWhatItDid() {
    Map<String, Object> document =
        new LinkedHashMap<>(Documents.yaml(Examples.text("configuration")));
    document.put("rollbackOnFailure", false);
    SagaRun run =
        Stages.keepingWhatStands()
            .child(DefinitionParser.parse(document))
            .step("verify-login")
            .answers(Behaviour.rejects("not_yet"), Behaviour.succeeds())
            .atRest()
            .retry()
            .run()
            .isCompleted();
    run.child("configuration")
        .isCompleted()
        .undone()
        .step("create-admin-user", step -> step.attempts(1))
        .step("verify-login", step -> step.attempts(2));
  }

  @Test
  void undoesTheSiblingOfAResourceThatCannotBeMade() {
    SagaRun run =
        Stages.production()
            .step("create-security-group")
            .succeedsAfter(Duration.ofSeconds(8), Map.of("securityGroupId", "sg-1"))
            .step("create-database")
            .answers(Behaviour.rejects("quota_exceeded").after(Duration.ofSeconds(2)))
            .run()
            .isCompensated("quota_exceeded")
            .failedAt("infrastructure")
            .undone();
    run.child("infrastructure")
        .isCompensated("quota_exceeded")
        .undone("create-security-group", "create-vpc");
  }

  @Test
  void doesNotStopTakingDownAtAStageThatFailsToGo() {
    SagaTest stuck =
        Stages.production()
            .atRest()
            .compensate()
            .undo("create-vpc")
            .answers(Behaviour.fails("vpc_in_use").times(12), Behaviour.succeeds());
    SagaRun run = stuck.run();
    run.child("configuration").undone("create-admin-user");
    run.child("services").undone("deploy-api-service", "deploy-auth-service");
    run.child("infrastructure").isParked("vpc_in_use");
    stuck
        .atRest()
        .inChild("infrastructure")
        .retry()
        .run()
        .isCompensated(TurnReason.OPERATOR)
        .undone("configuration", "services", "infrastructure")
        .child("infrastructure")
        .isCompensated(TurnReason.CANCELLED);
  }
}
