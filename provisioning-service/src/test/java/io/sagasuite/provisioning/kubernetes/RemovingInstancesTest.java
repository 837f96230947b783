package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Removing: nothing stays, whatever goes on beside it.
@ParameterizedClass
@EnumSource(ClusterKind.class)
class RemovingInstancesTest extends ProvisionerStage {

  @Test
  void removalInTheMiddleOfADeploymentLeavesNothing() {
    justBefore("POST", "/services", () -> assertThat(provisioner.remove(ref, WAIT)).isTrue());

    assertFails("being_removed", "orders-pvc", () -> provisioner.deploy(spec, PASSWORD));

    assertThat(objects(ref)).isEmpty();
  }

  @Test
  void removalInTheMiddleOfADeploymentThatThenDiesLeavesNothing() throws InterruptedException {
    AtomicInteger reads = new AtomicInteger();
    before.set(request -> {
      String path = request.uri().getPath();
      if (request.method().equals("POST") && path.endsWith("/services")) {
        before.set(later -> {
          if (later.uri().getPath().endsWith("/orders-pvc") && reads.incrementAndGet() > 0) {
            throw new IllegalStateException("crash");
          }
        });
        new KubernetesProvisioner(cluster.provisioningClient(HttpRequest::uri), "postgres")
            .remove(ref, WAIT);
      }
    });

    assertThatThrownBy(() -> provisioner.deploy(spec, PASSWORD)).hasMessageContaining("crash");

    Deadline deadline = Deadline.after(WAIT);
    while (!objects(ref).isEmpty() && !deadline.isOver()) {
      Thread.sleep(50);
    }
    assertThat(objects(ref)).as("what has no owner any more").isEmpty();
  }

  @Test
  void removeLeavesNothingAndIsHarmlessWhenRepeated() {
    provisioner.deploy(spec, PASSWORD);
    provisioner.awaitReady(ref, WAIT);

    assertThat(provisioner.remove(ref, WAIT)).isTrue();

    assertThat(objects(ref)).isEmpty();
    assertThat(admin.pods().inNamespace("toygres").list().getItems()).isEmpty();
    assertThat(provisioner.remove(ref, WAIT)).isFalse();
    assertThat(provisioner.deploy(spec, PASSWORD)).as("the name is free again").isTrue();
  }

  @Test
  void removeLeaksNothingWhenTheStatefulSetIsAlreadyGone() {
    provisioner.deploy(spec, PASSWORD);
    admin.apps().statefulSets().inNamespace("toygres").withName("orders").delete();

    assertThat(provisioner.remove(ref, WAIT)).isTrue();

    assertThat(objects(ref)).isEmpty();
  }

  @Test
  void podLeftAloneIsRemovedToo() {
    provisioner.deploy(spec, PASSWORD);
    provisioner.awaitReady(ref, WAIT);
    played.holdsPods = true;

    assertThat(provisioner.remove(ref, WAIT)).isTrue();

    assertThat(admin.pods().inNamespace("toygres").list().getItems()).isEmpty();
  }

  @Test
  void claimThatStaysTerminatingIsNotGone() {
    provisioner.deploy(spec, PASSWORD);
    played.holdsClaims = true;

    assertFails(
        "not_gone",
        "PersistentVolumeClaim orders-pvc",
        () -> provisioner.remove(ref, Duration.ofSeconds(3)));
    assertFails("being_removed", "orders-pvc", () -> provisioner.deploy(spec, PASSWORD));

    played.holdsClaims = false;
    assertThat(provisioner.remove(ref, WAIT)).isTrue();
    assertThat(objects(ref)).isEmpty();
  }
}
