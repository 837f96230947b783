package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.instance.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What must hold of instances on any cluster.
abstract class ProvisionerCases {

  static final Duration WAIT = Duration.ofSeconds(20);
  static final Password PASSWORD = new Password("p\"w'd: {{x}}\n$(id) hunter2");

  final InstanceSpec spec = spec(UUID.randomUUID(), "toygres", null, true);
  final InstanceRef ref = spec.ref();
  final AtomicReference<Consumer<HttpRequest>> before = new AtomicReference<>(request -> {});

  TestCluster cluster;
  PlayedCluster played;
  KubernetesClient admin;
  KubernetesProvisioner provisioner;

  abstract TestCluster open();

  @BeforeEach
  void start() {
    cluster = open();
    admin = cluster.adminClient();
    played = new PlayedCluster(cluster.adminClient());
    provisioner =
        new KubernetesProvisioner(
            cluster.provisioningClient(request -> before.get().accept(request)), "postgres");
  }

  @AfterEach
  void stop() {
    played.close();
    admin.close();
    cluster.close();
  }

  static InstanceSpec spec(
      UUID id, String namespace, @Nullable String dnsLabel, boolean useLoadBalancer) {
    return new InstanceSpec(
        new InstanceRef(id, "orders", namespace), "18", 10, useLoadBalancer, dnsLabel);
  }

  static LoadBalancerIngress address(String ip) {
    return new LoadBalancerIngressBuilder().withIp(ip).build();
  }

  List<HasMetadata> objects(InstanceRef of) {
    List<HasMetadata> objects = new ArrayList<>();
    for (Part part : Part.MADE) {
      objects.addAll(admin.resources(part.type()).inNamespace(of.namespace()).list().getItems());
    }
    objects.removeIf(object -> !Part.belongsTo(object, of.instanceId()));
    return objects;
  }

  void assertComplete(InstanceRef of) {
    assertThat(objects(of))
        .extracting(Part::described)
        .containsExactlyInAnyOrder(
            "PersistentVolumeClaim orders-pvc",
            "Secret orders-credentials",
            "StatefulSet orders",
            "Service orders-svc");
  }

  static void assertFails(String code, String text, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProvisioningException.class,
            e -> {
              assertThat(e.code()).as(e.reason()).isEqualTo(code);
              assertThat(e.reason()).contains(text).doesNotContain("hunter2");
            });
  }

  /// Does something once, just before a request that matches leaves.
  void justBefore(String method, String path, Runnable action) {
    AtomicInteger left = new AtomicInteger(1);
    before.set(request -> {
      if (request.method().equals(method)
          && request.uri().getPath().endsWith(path)
          && left.getAndDecrement() == 1) {
        action.run();
      }
    });
  }

  @Test
  void deployMakesAllObjectsAndTheyBecomeReady() {
    assertThat(provisioner.deploy(spec, PASSWORD)).isTrue();

    assertComplete(ref);
    assertThat(provisioner.awaitReady(ref, WAIT)).isEqualTo(new Readiness(true, "Running"));
    FoundInstance found = provisioner.find(ref).orElseThrow();
    assertThat(found.complete()).isTrue();
    assertThat(provisioner.findAll()).extracting(FoundInstance::ref).containsExactly(ref);
  }

  @Test
  void deployAgainMakesNothingAndMendsWhatWasChanged() {
    provisioner.deploy(spec, PASSWORD);
    admin
        .services()
        .inNamespace("toygres")
        .withName("orders-svc")
        .edit(service -> {
          service.getSpec().getPorts().getFirst().setPort(9999);
          return service;
        });

    assertThat(provisioner.deploy(spec, PASSWORD)).isFalse();

    Service service = admin.services().inNamespace("toygres").withName("orders-svc").get();
    assertThat(service.getSpec().getPorts()).extracting(port -> port.getPort()).contains(5432);
  }

  @Test
  void crashAfterTheClaimIsMadeGoodByDeployingAgain() {
    crashBefore("/secrets");
    UUID claim = uid("orders-pvc");

    assertThat(provisioner.deploy(spec, PASSWORD)).isTrue();

    assertComplete(ref);
    assertThat(uid("orders-pvc")).as("the same data").isEqualTo(claim);
  }

  @Test
  void crashAfterTheStatefulSetIsMadeGoodByDeployingAgain() {
    crashBefore("/services");
    assertThat(provisioner.find(ref).orElseThrow().complete()).isFalse();

    assertThat(provisioner.deploy(spec, PASSWORD)).isTrue();

    assertComplete(ref);
  }

  private void crashBefore(String path) {
    justBefore(
        "POST",
        path,
        () -> {
          throw new IllegalStateException("crash");
        });
    assertThatThrownBy(() -> provisioner.deploy(spec, PASSWORD)).hasMessageContaining("crash");
  }

  private UUID uid(String claim) {
    return UUID.fromString(
        admin
            .persistentVolumeClaims()
            .inNamespace("toygres")
            .withName(claim)
            .get()
            .getMetadata()
            .getUid());
  }

  @Test
  void passwordStandsInTheSecretAndNowhereElse() {
    provisioner.deploy(spec, PASSWORD);

    Secret secret = admin.secrets().inNamespace("toygres").withName("orders-credentials").get();
    assertThat(Base64.getDecoder().decode(secret.getData().get("password")))
        .isEqualTo(PASSWORD.value().getBytes(StandardCharsets.UTF_8));
    objects(ref).stream()
        .filter(object -> !(object instanceof Secret))
        .forEach(object -> assertThat(Serialization.asYaml(object)).doesNotContain("hunter2"));
  }

  @Test
  void namespaceIsHonoured() {
    InstanceSpec elsewhere = spec(UUID.randomUUID(), "elsewhere", null, false);
    provisioner.deploy(spec, PASSWORD);
    provisioner.deploy(elsewhere, PASSWORD);

    assertThat(provisioner.remove(elsewhere.ref(), WAIT)).isTrue();

    assertComplete(ref);
    assertThat(objects(elsewhere.ref())).isEmpty();
    assertThat(provisioner.awaitEndpoint(elsewhere, WAIT))
        .contains(new Endpoint("orders-svc.elsewhere.svc.cluster.local", 5432, null, null));
  }

  @Test
  void namespaceThatDoesNotExistIsRefused() {
    InstanceSpec nowhere = spec(UUID.randomUUID(), "nowhere", null, true);
    assertFails("namespace_missing", "nowhere", () -> provisioner.deploy(nowhere, PASSWORD));
    assertThat(provisioner.remove(nowhere.ref(), WAIT)).isFalse();
  }

  @Test
  void foreignObjectsOfTheSameNameAreNeitherTouchedNorAdopted() {
    Secret foreign =
        admin
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName("orders-credentials")
                    .withNamespace("toygres")
                    .endMetadata()
                    .addToData("other", "b3RoZXI=")
                    .build())
            .create();

    assertFails(
        "name_conflict", "Secret orders-credentials", () -> provisioner.deploy(spec, PASSWORD));
    assertThat(provisioner.remove(ref, WAIT)).isFalse();

    assertThat(objects(ref)).isEmpty();
    Secret now = admin.resource(foreign).get();
    assertThat(now.getMetadata().getResourceVersion())
        .isEqualTo(foreign.getMetadata().getResourceVersion());
  }

  @Test
  void instanceOfTheSameNameIsNeitherTouchedNorAdopted() {
    provisioner.deploy(spec, PASSWORD);
    InstanceSpec other = spec(UUID.randomUUID(), "toygres", null, true);

    assertFails("name_conflict", "orders", () -> provisioner.deploy(other, PASSWORD));
    assertThat(provisioner.remove(other.ref(), WAIT)).isFalse();
    assertThat(provisioner.find(other.ref())).isEmpty();

    assertComplete(ref);
  }

  @Test
  void nameTakenByAnotherInstanceInTheLastMomentIsRefused() {
    InstanceSpec other = spec(UUID.randomUUID(), "toygres", null, true);
    justBefore("POST", "/persistentvolumeclaims", () -> provisioner.deploy(other, PASSWORD));

    assertFails("name_conflict", "orders-pvc", () -> provisioner.deploy(spec, PASSWORD));

    assertComplete(other.ref());
    assertThat(objects(ref)).isEmpty();
  }

  @Test
  void twoDeploymentsAtOnceEndInOneInstance() {
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(() -> provisioner.deploy(spec, PASSWORD));
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(() -> provisioner.deploy(spec, PASSWORD));

    assertThat(first.join() || second.join()).isTrue();
    assertComplete(ref);
  }

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
        new KubernetesProvisioner(cluster.provisioningClient(r -> {}), "postgres")
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
  void deploymentNeverBringsALostDatabaseBackEmpty() {
    provisioner.deploy(spec, PASSWORD);
    played.close();
    PersistentVolumeClaim claim =
        admin.persistentVolumeClaims().inNamespace("toygres").withName("orders-pvc").get();
    admin.resource(claim).delete();
    admin
        .persistentVolumeClaims()
        .inNamespace("toygres")
        .withName("orders-pvc")
        .edit(now -> {
          now.getMetadata().setFinalizers(List.of());
          return now;
        });

    assertFails("data_lost", "orders-pvc", () -> provisioner.deploy(spec, PASSWORD));
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

  @Test
  void clusterThatAnswersPassesTheCheck() {
    provisioner.check();
  }
}
