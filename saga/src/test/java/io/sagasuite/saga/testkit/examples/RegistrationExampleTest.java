package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A registration made of three sagas, and the same as the steps of one: what one puts out the next
/// one gets, and a failure undoes all that came before, inside and outside.
class RegistrationExampleTest {

  private static final SagaDefinition REGISTRATION = Examples.read("registration");
  private static final SagaDefinition VERIFICATION = Examples.read("verification");
  private static final SagaDefinition ACCOUNT = Examples.read("account");
  private static final SagaDefinition WELCOME = Examples.read("welcome");
  private static final SagaDefinition STEPS = Examples.read("registration-steps");

  private static final Map<String, Object> INPUT =
      Map.of("email", "Ada@Example.org", "name", "Ada");

  static SagaTest registration() {
    return everybodyAgrees(
            SagaTest.of(REGISTRATION).child(VERIFICATION).child(ACCOUNT).child(WELCOME))
        .participant("mail")
        .on("SendMail")
        .succeeds();
  }

  private static SagaTest everybodyAgrees(SagaTest test) {
    return test.input(INPUT)
        .participant("users")
        .on("ClaimEmail")
        .succeeds(Map.of("email", "ada@example.org", "verificationId", "v-1"))
        .participant("users")
        .on("CreateAccount")
        .succeeds(Map.of("accountId", "a-1"))
        .participant("profiles")
        .on("CreateProfile")
        .succeeds(Map.of("profileId", "pr-1"))
        .undoingSucceeds();
  }

  private static final Map<String, Object> OUTPUT =
      Map.of("accountId", "a-1", "profileId", "pr-1", "verificationId", "v-1");

  @Test
  void givesTheOutputOfEachSagaToTheNext() {
    var run = registration().run().isCompleted().output(OUTPUT);
    run.child("verify").isCompleted().sent("ClaimEmail");
    run.child("account")
        .isCompleted()
        .step(
            "create-account",
            step -> step.received(Map.of("email", "ada@example.org", "verificationId", "v-1")));
    run.child("welcome")
        .isCompleted()
        .step(
            "send-welcome",
            step ->
                step.received(
                    Map.of("to", "ada@example.org", "template", "welcome", "accountId", "a-1")));
  }

  @Test
  void undoesTheSagasBeforeTheOneThatFails() {
    var run =
        registration()
            .participant("profiles")
            .on("CreateProfile")
            .rejects("name_not_allowed")
            .run()
            .isCompensated("name_not_allowed")
            .failedAt("account")
            .executed("verify", "account")
            .undone("verify");
    run.child("account").isCompensated("name_not_allowed").undone("create-account");
    run.child("verify").isCompensated(TurnReason.CANCELLED).undone("claim-email");
  }

  @Test
  void failsWhenTheFirstSagaFails() {
    var run =
        registration()
            .participant("users")
            .on("ClaimEmail")
            .rejects("email_taken")
            .run()
            .isCompensated("email_taken")
            .failedAt("verify")
            .executed("verify")
            .undone();
    run.child("verify").isCompensated("email_taken").undone();
  }

  @Test
  void failsWhenASagaRefusesWhatItIsGiven() {
    registration()
        .input(Map.of("email", "x", "name", "Ada"))
        .run()
        .isCompensated("invalid_input")
        .failedAt("verify")
        .errorContains("email")
        .undone();
  }

  @Test
  void isDoneBeforeTheDetachedSagaIs() {
    var run =
        registration()
            .participant("mail")
            .on("SendMail")
            .fails("mail_server_down")
            .run()
            .isCompleted()
            .took(Duration.ZERO);
    run.child("welcome").isCompensated("mail_server_down").step("send-welcome", s -> s.attempts(5));
  }

  @Test
  void undoesASagaThatIsStillUnderWayWhenItIsCancelled() {
    var run =
        registration()
            .participant("profiles")
            .on("CreateProfile")
            .succeedsAfter(Duration.ofSeconds(5), Map.of("profileId", "pr-1"))
            .at(Duration.ofSeconds(1))
            .cancel()
            .run()
            .isCompensated(TurnReason.CANCELLED)
            .undone("account", "verify")
            .step("account", step -> step.is(StepStatus.COMPENSATED));
    run.child("account")
        .isCompensated(TurnReason.CANCELLED)
        .undone("create-profile", "create-account");
  }

  @Test
  void waitsForAChildThatWaitsForAPerson() {
    SagaTest stuck =
        registration()
            .participant("profiles")
            .on("CreateProfile")
            .rejects("name_not_allowed")
            .undo("create-account")
            .answers(Behaviour.fails("users_down").times(12), Behaviour.succeeds())
            .until(Duration.ofMinutes(14));
    stuck
        .run()
        .hasStatus(SagaStatus.RUNNING)
        .undone()
        .step("account", step -> step.is(StepStatus.EXECUTING))
        .child("account")
        .isParked("users_down");
    stuck
        .at(Duration.ofMinutes(10))
        .inChild("account")
        .retry()
        .run()
        .isCompensated("name_not_allowed")
        .undone("verify");
  }

  @Test
  void runsEachSagaOnceWhenEverythingIsDeliveredTwice() {
    var run = registration().deliveringTwice().run().isCompleted().output(OUTPUT);
    run.child("verify").sent("ClaimEmail");
    run.child("account").sent("CreateAccount", "CreateProfile");
    run.child("welcome").sent("SendMail");
  }

  @Test
  void doesTheSameAsTheStepsOfOneSaga() {
    everybodyAgrees(SagaTest.of(STEPS))
        .run()
        .isCompleted()
        .output(OUTPUT)
        .sent("ClaimEmail", "CreateAccount", "CreateProfile");
    everybodyAgrees(SagaTest.of(STEPS))
        .step("profile")
        .rejects("name_not_allowed")
        .run()
        .isCompensated("name_not_allowed")
        .undone("register", "verify")
        .sent("ClaimEmail", "CreateAccount", "CreateProfile", "DeleteAccount", "ReleaseEmail");
  }
}
