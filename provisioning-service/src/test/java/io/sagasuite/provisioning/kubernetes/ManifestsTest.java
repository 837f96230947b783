package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestsTest {

  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private static HasMetadata rendered(Part part, InstanceSpec spec) {
    Manifests manifests = new Manifests(spec, "registry.example/postgres");
    PersistentVolumeClaim claim = manifests.claim();
    claim.getMetadata().setUid("claim-uid");
    return part == Part.CLAIM ? claim : manifests.owned(part, claim, ProvisionerStage.PASSWORD);
  }

  private static InstanceSpec spec(@Nullable String dnsLabel, boolean useLoadBalancer) {
    return ProvisionerStage.spec(ID, "toygres", dnsLabel, useLoadBalancer);
  }

  @Test
  void everyObjectSaysWhoseItIs() {
    for (Part part : Part.MADE) {
      HasMetadata object = rendered(part, spec(null, true));
      assertThat(object.getMetadata().getName()).isEqualTo(part.name(spec(null, true).ref()));
      assertThat(object.getMetadata().getNamespace()).isEqualTo("toygres");
      assertThat(object.getMetadata().getLabels())
          .isEqualTo(
              Map.of(
                  "app",
                  "postgres",
                  "instance",
                  "orders",
                  "sagasuite.io/instance-id",
                  ID.toString(),
                  "app.kubernetes.io/managed-by",
                  "sagasuite"));
    }
  }

  @Test
  void claimOwnsTheOthersAndNobodyOwnsTheClaim() {
    assertThat(rendered(Part.CLAIM, spec(null, true)).getMetadata().getOwnerReferences()).isEmpty();
    Stream.of(Part.SECRET, Part.STATEFUL_SET, Part.SERVICE)
        .forEach(part ->
            assertThat(rendered(part, spec(null, true)).getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("claim-uid")));
  }

  @Test
  void podTakesThePasswordFromTheSecretAndNeedsNoRights() {
    PodSpec pod =
        ((StatefulSet) rendered(Part.STATEFUL_SET, spec(null, true)))
            .getSpec()
            .getTemplate()
            .getSpec();
    Container container = pod.getContainers().getFirst();

    assertThat(container.getImage()).isEqualTo("registry.example/postgres:18");
    EnvVar password =
        container.getEnv().stream()
            .filter(variable -> variable.getName().equals("POSTGRES_PASSWORD"))
            .findFirst()
            .orElseThrow();
    assertThat(password.getValue()).isNull();
    assertThat(password.getValueFrom().getSecretKeyRef().getName()).isEqualTo("orders-credentials");
    assertThat(container.getReadinessProbe().getExec().getCommand()).startsWith("pg_isready");
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKey("memory");
  }

  @Test
  void dnsLabelIsAnnotatedOnlyWhenThereIsOne() {
    Service labelled = (Service) rendered(Part.SERVICE, spec("orders-db", true));
    assertThat(labelled.getMetadata().getAnnotations())
        .containsExactly(Map.entry(Manifests.DNS_LABEL, "orders-db"));
    assertThat(labelled.getSpec().getType()).isEqualTo("LoadBalancer");

    Service plain = (Service) rendered(Part.SERVICE, spec(null, false));
    assertThat(plain.getMetadata().getAnnotations()).isEmpty();
    assertThat(plain.getSpec().getType()).isEqualTo("ClusterIP");
  }

  @Test
  void whatAClusterWouldNeverTakeIsRefusedBeforehand() {
    assertThat(Refusals.of(spec("orders-db", true))).isEmpty();
    assertThat(
            Stream.of(
                spec("Orders", "toygres", "18", 1, null),
                spec("orders-", "toygres", "18", 1, null),
                spec("a".repeat(53), "toygres", "18", 1, null),
                spec("orders", "No", "18", 1, null),
                spec("orders", "toygres", "18-alpine", 1, null),
                spec("orders", "toygres", "latest", 1, null),
                spec("orders", "toygres", "18", 0, null),
                spec("orders", "toygres", "18", 1, "x")))
        .extracting(spec -> Refusals.of(spec).map(ProvisioningException::code).orElse("taken"))
        .isEqualTo(
            List.of(
                "invalid_name",
                "invalid_name",
                "invalid_name",
                "invalid_namespace",
                "version_not_available",
                "version_not_available",
                "invalid_storage_size",
                "invalid_dns_label"));
  }

  private static InstanceSpec spec(
      String name, String namespace, String version, int sizeGb, @Nullable String dnsLabel) {
    return new InstanceSpec(new InstanceRef(ID, name, namespace), version, sizeGb, true, dnsLabel);
  }
}
