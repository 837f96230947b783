package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/// A provisioner under the rights that are granted to it, on a cluster of some kind whose
/// controllers are played, and whose answers can be replaced.
abstract class ProvisionerStage {

  static final Duration WAIT = Duration.ofSeconds(20);
  static final Password PASSWORD = new Password("p\"w'd: {{x}}\n$(id) hunter2");

  final InstanceSpec spec = spec(UUID.randomUUID(), "toygres", null, true);
  final InstanceRef ref = spec.ref();
  final AtomicReference<Consumer<HttpRequest>> before = new AtomicReference<>(request -> {});

  @Parameter ClusterKind kind = ClusterKind.MOCK;

  TestCluster cluster;
  Faults faults;
  PlayedCluster played;
  KubernetesClient admin;
  KubernetesProvisioner provisioner;

  @BeforeEach
  void start() {
    cluster = kind.open();
    faults = new Faults();
    admin = cluster.adminClient();
    played = new PlayedCluster(cluster.adminClient());
    provisioner = new KubernetesProvisioner(cluster.provisioningClient(this::route), "postgres");
  }

  URI route(HttpRequest request) {
    before.get().accept(request);
    return faults.route(request);
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      faults.close();
      played.close();
      admin.close();
      cluster.close();
    }
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
}
