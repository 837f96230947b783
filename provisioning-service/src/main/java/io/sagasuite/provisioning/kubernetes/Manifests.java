package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Password;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// What the objects of an instance are to be. Same input, same objects; values go in as values,
/// never as text of a template. Only the Secret knows the password.
record Manifests(InstanceSpec spec, String image) {

  static final int PORT = 5432;
  static final String PORT_NAME = "postgres";
  static final String PASSWORD_KEY = "password";
  static final String DNS_LABEL = "service.beta.kubernetes.io/azure-dns-label-name";

  PersistentVolumeClaim claim() {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata(Part.CLAIM))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity(spec.storageSizeGb() + "Gi"))
        .endResources()
        .endSpec()
        .build();
  }

  /// One of the objects that the claim owns.
  HasMetadata owned(Part part, PersistentVolumeClaim claim, Password password) {
    HasMetadata object =
        switch (part) {
          case SECRET -> secret(password);
          case STATEFUL_SET -> statefulSet();
          case SERVICE -> service();
          case CLAIM, POD -> throw new IllegalArgumentException(part + " is not owned by a claim");
        };
    object.addOwnerReference(owner(claim));
    return object;
  }

  private Secret secret(Password password) {
    byte[] bytes = password.value().getBytes(StandardCharsets.UTF_8);
    return new SecretBuilder()
        .withMetadata(metadata(Part.SECRET))
        .withType("Opaque")
        .addToData(PASSWORD_KEY, Base64.getEncoder().encodeToString(bytes))
        .build();
  }

  private StatefulSet statefulSet() {
    String name = Part.STATEFUL_SET.name(spec.ref());
    return new StatefulSetBuilder()
        .withMetadata(metadata(Part.STATEFUL_SET))
        .withNewSpec()
        .withReplicas(1)
        .withServiceName(name)
        .withNewSelector()
        .withMatchLabels(selector())
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels())
        .endMetadata()
        .withSpec(new PostgresPod(spec, image).rendered())
        .endTemplate()
        .endSpec()
        .build();
  }

  private Service service() {
    ServiceBuilder service =
        new ServiceBuilder()
            .withMetadata(metadata(Part.SERVICE))
            .withNewSpec()
            .withType(spec.useLoadBalancer() ? "LoadBalancer" : "ClusterIP")
            .withSelector(selector())
            .addNewPort()
            .withName(PORT_NAME)
            .withProtocol("TCP")
            .withPort(PORT)
            .withNewTargetPort(PORT)
            .endPort()
            .endSpec();
    String label = spec.dnsLabel();
    return label == null || label.isEmpty()
        ? service.build()
        : service.editMetadata().addToAnnotations(DNS_LABEL, label).endMetadata().build();
  }

  private ObjectMeta metadata(Part part) {
    return new ObjectMetaBuilder()
        .withName(part.name(spec.ref()))
        .withNamespace(spec.ref().namespace())
        .withLabels(labels())
        .build();
  }

  /// Without the id: a selector can never be changed, and these two are what others look for.
  private Map<String, String> selector() {
    return Map.of("app", "postgres", Part.INSTANCE, spec.ref().name());
  }

  private Map<String, String> labels() {
    return Map.of(
        "app",
        "postgres",
        Part.INSTANCE,
        spec.ref().name(),
        Part.INSTANCE_ID,
        spec.ref().instanceId().toString(),
        Part.MANAGED_BY,
        Part.MANAGER);
  }

  private static OwnerReference owner(PersistentVolumeClaim claim) {
    return new OwnerReferenceBuilder()
        .withApiVersion(claim.getApiVersion())
        .withKind(claim.getKind())
        .withName(claim.getMetadata().getName())
        .withUid(claim.getMetadata().getUid())
        .build();
  }
}
