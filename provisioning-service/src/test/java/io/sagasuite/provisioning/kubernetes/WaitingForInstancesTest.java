package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Waiting for pods and addresses, and what is told meanwhile.
@ParameterizedClass
@EnumSource(ClusterKind.class)
class WaitingForInstancesTest extends ProvisionerStage {

  @Test
  void phasesTellWhyAPodIsNotReady() {
    played.pods = PlayedCluster.unschedulable();
    assertThat(provisioner.awaitReady(ref, Duration.ZERO))
        .isEqualTo(new Readiness(false, "NotFound"));
    provisioner.deploy(spec, PASSWORD);

    assertThat(provisioner.awaitReady(ref, Duration.ofSeconds(2)).phase())
        .isEqualTo("Unschedulable: 0/3 nodes are available");

    played.pods = PlayedCluster.waiting("ErrImagePull", "manifest unknown");
    assertThat(provisioner.awaitReady(ref, Duration.ofSeconds(2)).phase())
        .isEqualTo("ErrImagePull: manifest unknown");
  }

  @Test
  void noWaitOutlivesItsBound() {
    played.pods = PlayedCluster.unschedulable();
    provisioner.deploy(spec, PASSWORD);
    Duration bound = Duration.ofSeconds(1);

    for (Runnable wait :
        List.<Runnable>of(
            () -> provisioner.awaitReady(ref, bound),
            () -> provisioner.awaitEndpoint(spec, bound))) {
      long start = System.nanoTime();
      wait.run();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(bound, bound.plusSeconds(5));
    }
  }

  @Test
  void loadBalancerThatAnswersLateByAddressIsAwaited() {
    provisioner.deploy(spec, PASSWORD);
    assertThat(provisioner.awaitEndpoint(spec, Duration.ofMillis(300))).isEmpty();

    CompletableFuture<Optional<Endpoint>> endpoint =
        CompletableFuture.supplyAsync(() -> provisioner.awaitEndpoint(spec, WAIT));
    played.ingress = address("20.1.2.3");

    assertThat(endpoint.join()).contains(new Endpoint("20.1.2.3", 5432, "20.1.2.3", null));
  }

  @Test
  void loadBalancerThatAnswersByNameIsEnough() {
    played.ingress = new LoadBalancerIngressBuilder().withHostname("lb.example.org").build();
    provisioner.deploy(spec, PASSWORD);

    assertThat(provisioner.awaitEndpoint(spec, WAIT))
        .contains(new Endpoint("lb.example.org", 5432, null, null));
  }

  @Test
  void dnsNameTakesItsRegionFromTheNodes() {
    InstanceSpec labelled = spec(ref.instanceId(), "toygres", "orders-db", true);
    played.ingress = address("20.1.2.3");
    provisioner.deploy(labelled, PASSWORD);
    assertThat(dnsName(labelled)).as("no node tells").isNull();

    node("old", "failure-domain.beta.kubernetes.io/region", "westus3");
    assertThat(dnsName(labelled)).isEqualTo("orders-db.westus3.cloudapp.azure.com");

    node("new", "topology.kubernetes.io/region", "northeurope");
    assertThat(dnsName(labelled)).isEqualTo("orders-db.northeurope.cloudapp.azure.com");
  }

  private @Nullable String dnsName(InstanceSpec of) {
    return provisioner.awaitEndpoint(of, WAIT).orElseThrow().dnsName();
  }

  private void node(String name, String label, String region) {
    admin
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(label, region)
                .endMetadata()
                .build())
        .create();
  }
}
