package io.sagasuite.provisioning.messaging;

import static io.sagasuite.provisioning.messaging.InstanceStage.PASSWORD;
import static io.sagasuite.provisioning.messaging.InstanceStage.assertCode;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What becomes of instances whose creation fails.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class InstanceUndoIT extends InstanceCase {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Pool pool;

  @Test
  void keepsAFailedInstanceToBeSeenAndFreesItsNames() {
    Map<String, Object> input = new HashMap<>(stage.reservation(PASSWORD));
    input.put("dnsLabel", name);
    succeeded(stage.execute("ReserveInstance", input));
    succeeded(stage.execute("DeployInstance"));
    script.ready = false;
    assertThat(stage.execute("AwaitInstance"))
        .isEqualTo(new Outcome.Failed("not_ready", "pod is Pending after 20 s"));

    assertThat(succeeded(stage.undo("DeployInstance", "RemoveInstance")).output())
        .containsEntry("removed", true);
    succeeded(stage.undo("ReserveInstance", "ReleaseInstance"));

    assertThat(view().getString("state")).isEqualTo("failed");
    assertThat(view().getString("failure.code")).isEqualTo("not_ready");
    assertThat(view().getString("failure.message")).isEqualTo("pod is Pending after 20 s");
    try (InstanceStage next = InstanceStage.creates(kafka, name)) {
      Map<String, Object> again = new HashMap<>(next.reservation(PASSWORD));
      again.put("dnsLabel", name);
      succeeded(next.execute("ReserveInstance", again));
    }
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      assertThat(succeeded(deletion.execute("BeginDelete")).output()).containsEntry("found", false);
    }
  }

  @Test
  void undoesADeploymentThatFailedHalfway() {
    succeeded(stage.execute("ReserveInstance", stage.reservation(PASSWORD)));
    script.deployFails = ProvisioningException.failed("quota", "no more volumes");
    assertThat(stage.execute("DeployInstance"))
        .isEqualTo(new Outcome.Unknown("quota", "no more volumes"));
    assertThat(provisioner.isThere(stage.id())).isTrue();

    succeeded(stage.undo("DeployInstance", "RemoveInstance"));
    succeeded(stage.undo("ReserveInstance", "ReleaseInstance"));

    assertThat(provisioner.isThere(stage.id())).isFalse();
    assertThat(view().getString("failure.code")).isEqualTo("quota");
  }

  @Test
  void leavesNothingBehindWhereDeploymentIsRefused() {
    succeeded(stage.execute("ReserveInstance", stage.reservation(PASSWORD)));
    script.deployFails = ProvisioningException.rejected("forbidden", "not here");

    assertCode(stage.execute("DeployInstance"), Outcome.Rejected.class, "forbidden");

    assertThat(provisioner.isThere(stage.id())).isFalse();
  }

  @Test
  void undoesADeploymentOnlyAfterItHasEnded() {
    succeeded(stage.execute("ReserveInstance", stage.reservation(PASSWORD)));
    CountDownLatch gate = new CountDownLatch(1);
    script.deployHangs = gate;
    stage.send("DeployInstance", Direction.EXECUTE, "DeployInstance", stage.named());
    awaitOne(DeferredStage.BEGUN);
    stage.send("DeployInstance", Direction.COMPENSATE, "RemoveInstance", stage.named());
    awaitOne(DeferredStage.UNDOING_ASKED);

    gate.countDown();

    succeeded(stage.next());
    assertThat(provisioner.isThere(stage.id())).isFalse();
  }

  private void awaitOne(String rows) {
    await().atMost(PATIENCE).until(() -> DeferredStage.count(pool, rows, stage.id()) == 1);
  }
}
