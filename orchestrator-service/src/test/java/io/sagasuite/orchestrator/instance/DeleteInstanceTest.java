package io.sagasuite.orchestrator.instance;

import static io.sagasuite.orchestrator.instance.InstanceSagas.INSTANCE;
import static io.sagasuite.orchestrator.instance.InstanceSagas.delete;

import io.sagasuite.saga.testkit.Behaviour;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How an instance goes, whatever state it is met in.
class DeleteInstanceTest {

  @Test
  void removesAnInstanceAndEndsItsHealthCheck() {
    delete()
        .run()
        .isCompleted()
        .sent(
            "AwaitSaga",
            "BeginDelete",
            "SignalSagas",
            "RemoveInstance",
            "VerifyGone",
            "CompleteDelete")
        .step("remove", step -> step.received(INSTANCE))
        .step("verify-gone", step -> step.received(INSTANCE))
        .step(
            "end-health-check",
            step ->
                step.received(
                    Map.of(
                        "definition", "check-instance-health",
                        "businessKey", "orders-db",
                        "signal", "InstanceDeleted",
                        "data", Map.of("instanceId", INSTANCE.get("instanceId")))))
        .output(
            Map.of(
                "instanceId",
                INSTANCE.get("instanceId"),
                "name",
                "orders-db",
                "deleted",
                true,
                "removed",
                true));
  }

  @Test
  void waitsAsLongAsTheInstanceIsBeingMade() {
    delete()
        .step("await-create")
        .failsThenSucceeds("saga_busy", 100, Map.of("status", "compensated"))
        .run()
        .isCompleted()
        .step("await-create", step -> step.attempts(101));
  }

  @Test
  void waitsAsLongAsItsRecordIsBusy() {
    delete()
        .step("begin-delete")
        .failsThenSucceeds("instance_busy", 400, Map.of("found", true))
        .run()
        .isCompleted()
        .step("begin-delete", step -> step.attempts(401));
  }

  @Test
  void removesWhatIsThereOfAnInstanceThatNobodyKnows() {
    delete()
        .step("begin-delete")
        .succeeds(Map.of("found", false))
        .run()
        .isCompleted()
        .skipped("complete-delete")
        .sent("AwaitSaga", "BeginDelete", "SignalSagas", "RemoveInstance", "VerifyGone")
        .output(
            Map.of(
                "instanceId",
                INSTANCE.get("instanceId"),
                "name",
                "orders-db",
                "deleted",
                false,
                "removed",
                true));
  }

  @Test
  void triesAgainUntilEveryPartIsGone() {
    delete()
        .step("remove")
        .failsThenSucceeds("not_gone", 30, Map.of("removed", true))
        .step("verify-gone")
        .failsThenSucceeds("still_there", 10, Map.of())
        .run()
        .isCompleted()
        .step("remove", step -> step.attempts(31))
        .step("verify-gone", step -> step.attempts(11));
  }

  @Test
  void parksWithTheEvidenceAndFreesNothing() {
    delete()
        .step("remove")
        .fails("not_gone")
        .run()
        .isParked("not_gone")
        .neverSent("CompleteDelete");
  }

  @Test
  void isFinishedOnceAPersonHasSeenToIt() {
    delete()
        .step("remove")
        .answers(
            Behaviour.fails("not_gone").times(100), Behaviour.succeeds(Map.of("removed", true)))
        .atRest()
        .retry("remove")
        .run()
        .isCompleted();
  }

  @Test
  void cannotBeCalledOffOnceItHasBegun() {
    delete()
        .step("remove")
        .answers(Behaviour.succeeds(Map.of("removed", true)).after(Duration.ofSeconds(10)))
        .at(Duration.ofSeconds(5))
        .mayBeRefused()
        .cancel()
        .run()
        .refused("only goes forward")
        .isCompleted();
  }

  @Test
  void canBeCalledOffWhileItStillWaits() {
    delete()
        .step("await-create")
        .fails("saga_busy")
        .at(Duration.ofMinutes(1))
        .cancel()
        .run()
        .isCompensated("cancelled")
        .neverSent("BeginDelete");
  }

  @Test
  void doesNothingTwiceWhenEverythingIsDeliveredTwice() {
    delete()
        .deliveringTwice()
        .run()
        .isCompleted()
        .sent(
            "AwaitSaga",
            "BeginDelete",
            "SignalSagas",
            "RemoveInstance",
            "VerifyGone",
            "CompleteDelete");
  }
}
