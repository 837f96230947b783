package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The cases on the mock, and those that need its faults.
class MockClusterProvisionerTest extends ProvisionerCases {

  private static final String ANY = ".*";

  @Override
  TestCluster open() {
    return new MockCluster();
  }

  private MockApi api() {
    return ((MockCluster) cluster).api();
  }

  @Test
  void refusalsThatPassAreTriedAgainWithinTheCall() {
    String claims = ".*/persistentvolumeclaims\\?.*";
    api().fail("POST", claims, 1, MockApi.status(429, "TooManyRequests", "slow down"));
    api().fail("POST", claims, 1, MockApi.status(500, "InternalError", "etcd has no leader"));
    api().fail("POST", claims, 1, MockApi.status(503, "ServiceUnavailable", "going down"));

    assertThat(provisioner.deploy(spec, PASSWORD)).isTrue();

    assertComplete(ref);
  }

  @Test
  void refusalsThatStayFail() {
    api()
        .fail(
            "POST",
            ".*/services\\?.*",
            100,
            MockApi.status(503, "ServiceUnavailable", "no quorum"));

    assertFails("cluster_unavailable", "no quorum", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void clusterThatWantsToBeLeftAloneForLongIsLeftAlone() {
    String busy =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":429,\"message\":\"busy\","
            + "\"details\":{\"retryAfterSeconds\":3600}}";
    api().fail("GET", ".*/services/.*", 100, MockApi.json(429, busy));

    long start = System.nanoTime();
    assertFails("cluster_unavailable", "busy", () -> provisioner.deploy(spec, PASSWORD));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void missingRightIsNamedWithResourceAndVerb() {
    api()
        .fail("POST", ".*/statefulsets\\?.*", 1, MockApi.status(403, "Forbidden", "no such right"));

    assertFails(
        "forbidden",
        "create statefulsets in namespace toygres",
        () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void invalidObjectIsRejectedInTheClustersWords() {
    api().fail("POST", ".*/statefulsets\\?.*", 1, MockApi.status(422, "Invalid", "spec.x: not so"));

    assertFails("invalid_object", "spec.x: not so", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void whatTheClusterSaysOfASecretIsNotPassedOn() {
    api()
        .fail("POST", ".*/secrets\\?.*", 1, MockApi.status(422, "Invalid", "data: hunter2 is bad"));

    assertFails("invalid_object", "Invalid", () -> provisioner.deploy(spec, PASSWORD));
  }

  @Test
  void droppedWatchIsTakenUpAgain() throws Exception {
    played.pods = PlayedCluster.unschedulable();
    provisioner.deploy(spec, PASSWORD);
    CompletableFuture<Boolean> ready =
        CompletableFuture.supplyAsync(() -> provisioner.awaitReady(ref, WAIT).ready());
    Deadline deadline = Deadline.after(WAIT);
    while (api().watches() == 0 && !deadline.isOver()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }

    api().dropWatches();
    played.pods = PlayedCluster.ready();

    assertThat(ready.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void logsAreThoseOfTheInstancesOwnPod() {
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
    api()
        .fail(
            "GET", "/version" + ANY, 1, MockApi.json(200, "{}").setBodyDelay(60, TimeUnit.SECONDS));
    long start = System.nanoTime();
    assertFails("cluster_unavailable", "does not answer", provisioner::check);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }
}
