package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.kubernetes.Calls.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The calls that we make of a cluster, each bounded; `deploy/kubernetes` grants exactly these.
/// Objects are made only where there is none, changed only while they are the ones that were seen,
/// and deleted by their uid: whatever else comes to bear a name is never touched.
record Cluster(KubernetesClient client, Calls calls) {

  /// Under this name the cluster remembers which fields are ours.
  static final String FIELD_MANAGER = "sagasuite-provisioning";

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final int WATCH_AGAIN_AFTER_MS = 200;

  /// The same client under bounds of ours. What failed is tried again by [Calls], which is bounded
  /// as a whole; the client would wait as long as a server tells it to.
  static Cluster of(KubernetesClient client) {
    RequestConfig bounds =
        new RequestConfigBuilder()
            .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectInterval(WATCH_AGAIN_AFTER_MS)
            .withWatchReconnectLimit(-1)
            .build();
    return new Cluster(
        client.newClient(bounds).adapt(KubernetesClient.class),
        new Calls(client.getMasterUrl().toString()));
  }

  Optional<HasMetadata> get(Part part, InstanceRef ref) {
    return calls.run(
        asked("get", part, ref.namespace()),
        () ->
            Optional.ofNullable(
                operation(part.type())
                    .inNamespace(ref.namespace())
                    .withName(part.name(ref))
                    .get()));
  }

  /// Makes an object if nothing bears its name; empty when something does.
  Optional<HasMetadata> create(Part part, HasMetadata object) {
    return calls.run(
        asked("create", part, object.getMetadata().getNamespace()),
        () -> {
          try {
            String path = part.path(object.getMetadata().getNamespace());
            String made = client.raw(path + "?fieldManager=" + FIELD_MANAGER, "POST", object);
            return Optional.of(Serialization.unmarshal(made, part.type()));
          } catch (KubernetesClientException e) {
            if (Failures.isConflict(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /// Makes an object again what it is to be, provided it is still the one that was seen.
  void apply(Part part, HasMetadata object, HasMetadata seen) {
    object.getMetadata().setUid(seen.getMetadata().getUid());
    calls.run(
        asked("patch", part, object.getMetadata().getNamespace()),
        () ->
            client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply());
  }

  /// Nothing happens if it has gone, or if another one has taken its place.
  void delete(Part part, HasMetadata seen) {
    DeleteOptions options =
        new DeleteOptionsBuilder()
            .withPropagationPolicy("Background")
            .withNewPreconditions()
            .withUid(seen.getMetadata().getUid())
            .endPreconditions()
            .build();
    calls.run(
        asked("delete", part, seen.getMetadata().getNamespace()),
        () -> {
          try {
            return Optional.ofNullable(client.raw(part.path(seen), "DELETE", options));
          } catch (KubernetesClientException e) {
            if (Failures.isAbsent(e) || Failures.isConflict(e)) {
              return Optional.<String>empty();
            }
            throw e;
          }
        });
  }

  /// All objects of one part that bear the instance's id.
  <T extends HasMetadata> List<T> list(Part part, Class<T> type, InstanceRef ref) {
    return calls.run(
        asked("list", part, ref.namespace()),
        () ->
            operation(type)
                .inNamespace(ref.namespace())
                .withLabel(Part.INSTANCE_ID, ref.instanceId().toString())
                .list()
                .getItems());
  }

  /// What we manage, in all namespaces.
  List<HasMetadata> listManaged(Part part) {
    return calls.run(
        asked("list", part, ""),
        () ->
            new ArrayList<HasMetadata>(
                operation(part.type())
                    .inAnyNamespace()
                    .withLabel(Part.MANAGED_BY, Part.MANAGER)
                    .list()
                    .getItems()));
  }

  /// What bears the instance's id under its own name, and its pods.
  List<Found> find(InstanceRef ref) {
    List<Found> found = new ArrayList<>();
    for (Part part : Part.MADE) {
      get(part, ref)
          .filter(object -> Part.belongsTo(object, ref.instanceId()))
          .ifPresent(object -> found.add(new Found(part, object)));
    }
    list(Part.POD, Part.POD.type(), ref).forEach(pod -> found.add(new Found(Part.POD, pod)));
    return found;
  }

  <T extends HasMetadata> MixedOperation<T, KubernetesResourceList<T>, Resource<T>> operation(
      Class<T> type) {
    return client.resources(type);
  }

  static Asked asked(String verb, Part part, String namespace) {
    return new Asked(verb, part.resource(), namespace);
  }

  /// An object and what part of an instance it is.
  record Found(Part part, HasMetadata object) {}
}
