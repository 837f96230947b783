package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.sagasuite.provisioning.instance.InstanceRef;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An instance has data as long as its claim is there.
@EnableKubernetesMockClient(crud = true)
class ClaimedDataTest {

  private final InstanceRef ref = new InstanceRef(UUID.randomUUID(), "orders", "toygres");
  KubernetesClient client;
  private KubernetesProvisioner provisioner;

  @BeforeEach
  void open() {
    provisioner = new KubernetesProvisioner(client, "postgres");
  }

  @Test
  void isThereWithTheClaimOfTheInstanceAlone() {
    assertThat(provisioner.hasData(ref)).isFalse();

    client.resource(claim(ref.instanceId())).create();

    assertThat(provisioner.hasData(ref)).isTrue();
  }

  @Test
  void isNotThatOfAnotherInstanceOfTheSameName() {
    client.resource(claim(UUID.randomUUID())).create();

    assertThat(provisioner.hasData(ref)).isFalse();
  }

  @Test
  void isGoneWhileTheClaimIsOnItsWayOut() {
    PersistentVolumeClaim held =
        new PersistentVolumeClaimBuilder(claim(ref.instanceId()))
            .editMetadata()
            .withFinalizers("kubernetes.io/pvc-protection")
            .endMetadata()
            .build();
    client.resource(held).create();
    client.resource(held).delete();
    assertThat(client.resource(held).get().getMetadata().getDeletionTimestamp()).isNotNull();

    assertThat(provisioner.hasData(ref)).isFalse();
  }

  @Test
  void isNotInTheOtherParts() {
    client
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName(Part.SERVICE.name(ref))
                .withNamespace(ref.namespace())
                .withLabels(labels(ref.instanceId()))
                .endMetadata()
                .build())
        .create();

    assertThat(provisioner.find(ref)).isPresent();
    assertThat(provisioner.hasData(ref)).isFalse();
  }

  private PersistentVolumeClaim claim(UUID instanceId) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(Part.CLAIM.name(ref))
        .withNamespace(ref.namespace())
        .withLabels(labels(instanceId))
        .endMetadata()
        .build();
  }

  private static Map<String, String> labels(UUID instanceId) {
    return Map.of(Part.INSTANCE_ID, instanceId.toString(), Part.MANAGED_BY, Part.MANAGER);
  }
}
