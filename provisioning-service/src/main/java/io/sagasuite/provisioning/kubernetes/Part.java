package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.sagasuite.provisioning.instance.InstanceRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The objects that an instance consists of, in the order in which they are made. The claim comes
/// first and the others name it as their owner: what is made after the claim has gone has no owner
/// any more, and the cluster clears it away.
enum Part {
  CLAIM(PersistentVolumeClaim.class, "/api/v1", "persistentvolumeclaims", "-pvc"),
  SECRET(Secret.class, "/api/v1", "secrets", "-credentials"),
  STATEFUL_SET(StatefulSet.class, "/apis/apps/v1", "statefulsets", ""),
  SERVICE(Service.class, "/api/v1", "services", "-svc"),
  /// Made by the cluster for the StatefulSet, never by us.
  POD(Pod.class, "/api/v1", "pods", "-0");

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String MANAGER = "sagasuite";
  static final String INSTANCE_ID = "sagasuite.io/instance-id";
  static final String INSTANCE = "instance";

  /// What we make.
  static final List<Part> MADE = List.of(CLAIM, SECRET, STATEFUL_SET, SERVICE);

  private final Class<? extends HasMetadata> type;
  private final String api;
  private final String resource;
  private final String suffix;

  Part(Class<? extends HasMetadata> type, String api, String resource, String suffix) {
    this.type = type;
    this.api = api;
    this.resource = resource;
    this.suffix = suffix;
  }

  Class<? extends HasMetadata> type() {
    return type;
  }

  /// As the API and its access rules call it.
  String resource() {
    return resource;
  }

  String name(InstanceRef ref) {
    return ref.name() + suffix;
  }

  /// Where the API has all objects of this part in a namespace.
  String path(String namespace) {
    return api + "/namespaces/" + namespace + "/" + resource;
  }

  /// Where the API has this object.
  String path(HasMetadata object) {
    return path(object.getMetadata().getNamespace()) + "/" + object.getMetadata().getName();
  }

  /// What people call an object: its kind and its name.
  static String described(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  static boolean belongsTo(HasMetadata object, UUID instanceId) {
    return instanceId.toString().equals(label(object, INSTANCE_ID));
  }

  static String label(HasMetadata object, String key) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(key, "");
  }

  static boolean isGoing(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }
}
