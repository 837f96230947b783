package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Clusters that refuse, fail, or do not answer.
@ParameterizedClass
@EnumSource(ClusterKind.class)
class ClusterFaultsTest extends ProvisionerStage {

  @Test
  void clusterThatAnswersPassesTheCheck() {
    provisioner.check();
  }

  @Test
  void refusalsThatPassAreTriedAgainWithinTheCall() {
    String claims = ".*/persistentvolumeclaims\\?.*";
    faults.fail("POST", claims, 1, 429, "TooManyRequests", "slow down");
    faults.fail("POST", claims, 1, 500, "InternalError", "etcd has no leader");
    faults.fail("POST", claims, 1, 503, "ServiceUnavailable", "going down");

    assertThat(provisioner.deploy(spec, PASSWORD)).isTrue();

    assertComplete(ref);
  }

  @Test
  void refusalsThatStayFail() {
    faults.fail("POST", ".*/services\\?.*", 100, 503, "ServiceUnavailable", "no quorum");

    assertFails("cluster_unavailable", "no quorum", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void clusterThatWantsToBeLeftAloneForLongIsLeftAlone() {
    Status busy =
        Faults.status(429, "TooManyRequests", "busy")
            .withNewDetails()
            .withRetryAfterSeconds(3600)
            .endDetails()
            .build();
    faults.fail("GET", ".*/services/.*", 100, busy);

    long start = System.nanoTime();
    assertFails("cluster_unavailable", "busy", () -> provisioner.deploy(spec, PASSWORD));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void missingRightIsNamedWithResourceAndVerb() {
    faults.fail("POST", ".*/statefulsets\\?.*", 1, 403, "Forbidden", "no such right");

    assertFails(
        "forbidden",
        "create statefulsets in namespace toygres",
        () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void invalidObjectIsRejectedInTheClustersWords() {
    faults.fail("POST", ".*/statefulsets\\?.*", 1, 422, "Invalid", "spec.x: not so");

    assertFails("invalid_object", "spec.x: not so", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void whatTheClusterSaysOfASecretIsNotPassedOn() {
    faults.fail("POST", ".*/secrets\\?.*", 1, 422, "Invalid", "data: hunter2 is bad");

    assertFails("invalid_object", "Invalid", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void tornWatchIsTakenUpAgain() throws Exception {
    played.pods = PlayedCluster.unschedulable();
    provisioner.deploy(spec, PASSWORD);
    CountDownLatch watching = new CountDownLatch(1);
    before.set(request -> {
      if (String.valueOf(request.uri().getQuery()).contains("watch=true")) {
        watching.countDown();
      }
    });
    Config config = cluster.provisioning();
    try (Cable cable = new Cable(URI.create(config.getMasterUrl()));
        KubernetesClient client =
            TestCluster.routed(
                new ConfigBuilder(config).withMasterUrl(cable.url()).build(), this::route)) {
      var waiting = new KubernetesProvisioner(client, "postgres");
      CompletableFuture<Boolean> ready =
          CompletableFuture.supplyAsync(() -> waiting.awaitReady(ref, WAIT).ready());
      assertThat(watching.await(20, TimeUnit.SECONDS)).isTrue();
      TimeUnit.MILLISECONDS.sleep(500);

      assertThat(cable.tear()).isPositive();
      played.pods = PlayedCluster.ready();

      assertThat(ready.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void logsAreThoseOfTheInstancesOwnPod() {
    assumeTrue(kind == ClusterKind.MOCK, "logs are kept by nodes, of which there is none");
    assertFails("no_logs_yet", "orders-0", () -> provisioner.logs(ref, 5));
    provisioner.deploy(spec, PASSWORD);
    provisioner.awaitReady(ref, WAIT);

    assertThat(provisioner.logs(ref, 5))
        .contains(MockApi.LOG_LINE)
        .contains("/toygres/pods/orders-0/log")
        .contains("container=postgres", "tailLines=5", "timestamps=true");
  }

  @Test
  void clusterThatDoesNotAnswerFailsTheCheckSoon() {
    Config nobody = new ConfigBuilder(Config.empty()).withMasterUrl("http://localhost:1/").build();
    try (var client = new KubernetesClientBuilder().withConfig(nobody).build()) {
      assertFails(
          "cluster_unavailable",
          "the cluster at http://localhost:1/ does not answer",
          () -> new KubernetesProvisioner(client, "postgres").check());
    }
    faults.ignore("GET", ".*/version.*");
    long start = System.nanoTime();
    assertFails("cluster_unavailable", "does not answer", provisioner::check);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }
}
