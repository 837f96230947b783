package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.arc.lookup.LookupIfProperty;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceProvisioner;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.instance.Readiness;
import io.sagasuite.provisioning.kubernetes.Calls.Asked;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Instances as objects of a Kubernetes cluster: a claim for the data, a Secret with the password,
/// a StatefulSet of one pod, and a Service. All that is remembered of them is what the cluster
/// knows.
@ApplicationScoped
@LookupIfProperty(name = "suite.provisioner", stringValue = "kubernetes")
class KubernetesProvisioner implements InstanceProvisioner {

  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final String image;

  /// @param image where PostgreSQL's image comes from, without its tag
  KubernetesProvisioner(
      KubernetesClient client,
      @ConfigProperty(name = "suite.kubernetes.image", defaultValue = "postgres") String image) {
    this.cluster = Cluster.of(client);
    this.image = image;
  }

  @Override
  public Optional<ProvisioningException> refusal(InstanceSpec spec) {
    return Refusals.of(spec);
  }

  @Override
  public boolean deploy(InstanceSpec spec, Password password) {
    refusal(spec)
        .ifPresent(refusal -> {
          throw refusal;
        });
    return new Deployment(cluster, new Manifests(spec, image)).run(password);
  }

  @Override
  public Readiness awaitReady(InstanceRef instance, Duration wait) {
    return PodPhase.of(
        new Waiting(cluster).until(Part.POD, Pod.class, instance, wait, PodPhase::isReady));
  }

  @Override
  public Optional<Endpoint> awaitEndpoint(InstanceSpec spec, Duration wait) {
    return new Addresses(cluster).await(spec, wait);
  }

  @Override
  public boolean remove(InstanceRef instance, Duration wait) {
    return new Removal(cluster, instance).run(wait);
  }

  @Override
  public Optional<FoundInstance> find(InstanceRef instance) {
    return new Inventory(cluster).find(instance);
  }

  @Override
  public List<FoundInstance> findAll() {
    return new Inventory(cluster).findAll();
  }

  /// The volume comes and goes with its claim; the other parts hold nothing that is not made anew.
  @Override
  public boolean hasData(InstanceRef instance) {
    return cluster
        .get(Part.CLAIM, instance)
        .filter(claim -> Part.belongsTo(claim, instance.instanceId()) && !Part.isGoing(claim))
        .isPresent();
  }

  @Override
  public String logs(InstanceRef instance, int tailLines) {
    HasMetadata pod =
        cluster.list(Part.POD, Pod.class, instance).stream()
            .filter(candidate -> candidate.getMetadata().getName().equals(Part.POD.name(instance)))
            .findFirst()
            .orElseThrow(() ->
                ProvisioningException.failed(
                    "no_logs_yet", "Pod " + Part.POD.name(instance) + " is not there"));
    return cluster
        .calls()
        .run(
            new Asked("get", "pods/log", instance.namespace()),
            () ->
                cluster
                    .client()
                    .pods()
                    .inNamespace(instance.namespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(PostgresPod.CONTAINER)
                    .usingTimestamps()
                    .tailingLines(tailLines)
                    .getLog());
  }

  /// Bounded here: the client goes on waiting for an answer that has begun.
  @Override
  public void check() {
    CompletableFuture<String> version =
        CompletableFuture.supplyAsync(
            () -> cluster.client().raw("/version"), task -> Thread.ofVirtual().start(task));
    try {
      version.orTimeout(CHECK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof KubernetesClientException refused)
          || refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw Failures.unanswered(cluster.calls().server());
      }
    }
  }
}
