package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plays what is behind an API server: the StatefulSet controller, the kubelet, the cloud's load
/// balancers, claim protection, and the garbage collector. How fast and how well is for the test to
/// say.
final class PlayedCluster implements AutoCloseable {

  /// How pods get on.
  volatile PodStatus pods = ready();

  /// What load balancers are given; nothing yet while it is absent.
  volatile @Nullable LoadBalancerIngress ingress;

  /// Claims stay Terminating although nobody uses them.
  volatile boolean holdsClaims;

  /// Pods whose StatefulSet is gone stay.
  volatile boolean holdsPods;

  private final KubernetesClient client;
  private final Thread thread;
  private volatile boolean closed;

  PlayedCluster(KubernetesClient client) {
    this.client = client;
    this.thread = Thread.ofPlatform().daemon().start(this::play);
  }

  static PodStatus ready() {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withConditions(new PodConditionBuilder().withType("Ready").withStatus("True").build())
        .build();
  }

  static PodStatus unschedulable() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .withConditions(
            new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available")
                .build())
        .build();
  }

  static PodStatus waiting(String reason, String message) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName("postgres")
                .withImage("postgres:18")
                .withImageID("")
                .withReady(false)
                .withRestartCount(0)
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .build())
        .build();
  }

  private void play() {
    while (!closed) {
      try {
        turn();
        Thread.sleep(40);
      } catch (KubernetesClientException e) {
        // Somebody else was faster, or a fault was ordered; the next turn sees how things are.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// Whoever is owned is looked at before its owner, which was there first: what is not found then
  /// has gone.
  private void turn() {
    List<Pod> running = client.pods().inAnyNamespace().list().getItems();
    running.forEach(this::tellStatus);
    List<StatefulSet> sets = client.apps().statefulSets().inAnyNamespace().list().getItems();
    sets.forEach(this::makePod);
    List<Service> services = client.services().inAnyNamespace().list().getItems();
    services.forEach(this::balance);
    List<HasMetadata> all = new ArrayList<>(running);
    all.addAll(sets);
    all.addAll(services);
    all.addAll(client.secrets().inAnyNamespace().list().getItems());
    List<PersistentVolumeClaim> claims =
        client.persistentVolumeClaims().inAnyNamespace().list().getItems();
    claims.stream()
        .filter(claim -> Part.isGoing(claim) && !holdsClaims && !isUsed(claim, running))
        .forEach(this::release);
    all.addAll(claims);
    collectGarbage(all);
  }

  private void makePod(StatefulSet set) {
    String name = set.getMetadata().getName() + "-0";
    String namespace = set.getMetadata().getNamespace();
    if (!Part.isGoing(set) && client.pods().inNamespace(namespace).withName(name).get() == null) {
      client
          .resource(
              new PodBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .withNamespace(namespace)
                  .withLabels(set.getSpec().getTemplate().getMetadata().getLabels())
                  .addNewOwnerReference()
                  .withApiVersion("apps/v1")
                  .withKind("StatefulSet")
                  .withName(set.getMetadata().getName())
                  .withUid(set.getMetadata().getUid())
                  .endOwnerReference()
                  .endMetadata()
                  .withSpec(set.getSpec().getTemplate().getSpec())
                  .build())
          .create();
    }
  }

  private void tellStatus(Pod pod) {
    PodStatus status = pods;
    if (!status.equals(pod.getStatus())) {
      client.resource(pod).editStatus(now -> new PodBuilder(now).withStatus(status).build());
    }
  }

  private void balance(Service service) {
    LoadBalancerIngress given = ingress;
    boolean has =
        service.getStatus() != null
            && service.getStatus().getLoadBalancer() != null
            && !service.getStatus().getLoadBalancer().getIngress().isEmpty();
    if (given != null && !has && "LoadBalancer".equals(service.getSpec().getType())) {
      service.setStatus(
          new ServiceStatusBuilder()
              .withNewLoadBalancer()
              .withIngress(given)
              .endLoadBalancer()
              .build());
      client.resource(service).patchStatus();
    }
  }

  private static boolean isUsed(PersistentVolumeClaim claim, List<Pod> pods) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getNamespace().equals(claim.getMetadata().getNamespace()))
        .flatMap(pod -> pod.getSpec().getVolumes().stream())
        .anyMatch(volume ->
            volume.getPersistentVolumeClaim() != null
                && volume
                    .getPersistentVolumeClaim()
                    .getClaimName()
                    .equals(claim.getMetadata().getName()));
  }

  private void release(HasMetadata object) {
    client
        .resource(object)
        .edit(now -> {
          now.getMetadata().setFinalizers(List.of());
          return now;
        });
  }

  /// What is owned by nobody that still exists goes.
  private void collectGarbage(List<HasMetadata> all) {
    Set<String> uids =
        all.stream().map(object -> object.getMetadata().getUid()).collect(Collectors.toSet());
    for (HasMetadata object : all) {
      List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
      boolean orphaned =
          !owners.isEmpty() && owners.stream().noneMatch(owner -> uids.contains(owner.getUid()));
      if (orphaned && !(holdsPods && object instanceof Pod)) {
        client.resource(object).withGracePeriod(0).delete();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
