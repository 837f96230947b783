package io.sagasuite.provisioning.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.sagasuite.provisioning.instance.Endpoint;
import io.sagasuite.provisioning.instance.FoundInstance;
import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Deploying: what is made, what is left alone, and what an interruption leaves.
@ParameterizedClass
@EnumSource(ClusterKind.class)
class MakingInstancesTest extends ProvisionerStage {

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
          service.getSpec().getSelector().put("app", "nobody");
          return service;
        });

    assertThat(provisioner.deploy(spec, PASSWORD)).isFalse();

    Service service = admin.services().inNamespace("toygres").withName("orders-svc").get();
    assertThat(service.getSpec().getSelector()).containsEntry("app", "postgres");
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
    var allowed = new KubernetesProvisioner(admin, "postgres");
    assertFails("namespace_missing", "nowhere", () -> allowed.deploy(nowhere, PASSWORD));
    assertThat(allowed.remove(nowhere.ref(), WAIT)).isFalse();
  }

  @Test
  void namespaceThatIsNotOpenToUsIsRefused() {
    assumeTrue(kind == ClusterKind.REAL, "the mock knows no access rules");
    InstanceSpec closed = spec(UUID.randomUUID(), "default", null, true);
    assertFails("forbidden", "in namespace default", () -> provisioner.deploy(closed, PASSWORD));
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
}
