package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;
import static io.sagasuite.provisioning.messaging.InstanceStage.PASSWORD;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What differs between the records and the world, and what is done about it.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class DriftIT extends InstanceCase {

  private static final Instant LONG_AGO = Instant.now().minus(Duration.ofHours(1));

  @AfterEach
  void vanish() {
    provisioner.vanish(stage.id());
  }

  @Test
  void removesWhatNobodyWants() {
    provisioner.place(stage.ref(), true, LONG_AGO);

    Map<?, ?> item = found().orElseThrow();
    assertThat(item.get("kind")).isEqualTo("orphan");
    assertThat(repaired(stage.ref(), "orphan")).isEqualTo("removed");

    assertThat(provisioner.isThere(stage.id())).isFalse();
    assertThat(
            get("/drift")
                .jsonPath()
                .getString("find { it.instanceId == '" + stage.id() + "' }.action"))
        .isEqualTo("removed");
  }

  @Test
  void leavesAloneWhatIsYoungOrWanted() {
    provisioner.place(stage.ref(), true, Instant.now());
    assertThat(found()).isEmpty();
    assertThat(repaired(stage.ref(), "orphan")).isEqualTo("none");
    provisioner.place(stage.ref(), true, LONG_AGO);
    succeeded(stage.execute("ReserveInstance", stage.reservation(PASSWORD)));

    assertThat(found()).isEmpty();
    assertThat(repaired(stage.ref(), "orphan")).isEqualTo("none");
    assertThat(provisioner.isThere(stage.id())).isTrue();
  }

  @Test
  void deploysAgainWhatIsIncompleteAsLongAsItsDataIsThere() {
    stage.runs(PASSWORD);
    provisioner.place(stage.ref(), false, LONG_AGO);

    assertThat(found().orElseThrow().get("kind")).isEqualTo("incomplete");
    assertThat(repaired(stage.ref(), "incomplete")).isEqualTo("redeployed");

    assertThat(found()).isEmpty();
    assertThat(state()).isEqualTo("running");
  }

  @Test
  void neverPutsAnEmptyDatabaseWhereDataWasLost() {
    stage.runs(PASSWORD);
    provisioner.vanish(stage.id());
    script.data = false;

    assertThat(found().orElseThrow().get("kind")).isEqualTo("missing");
    assertThat(repaired(stage.ref(), "missing")).isEqualTo("marked_failed");

    assertThat(provisioner.isThere(stage.id())).isFalse();
    assertThat(state()).isEqualTo("failed");
    assertThat(get("/instances/" + stage.id()).jsonPath().getString("failure.code"))
        .isEqualTo("data_lost");
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      assertThat(succeeded(deletion.execute("BeginDelete")).output()).containsEntry("found", true);
    }
  }

  @Test
  void changesNothingWhileItCannotBeSeenWhatIsThere() {
    stage.runs(PASSWORD);
    provisioner.vanish(stage.id());
    script.data = false;
    script.lookFails = ProvisioningException.failed("instances_dir_away", "its disk is away");

    try (InstanceStage repair = InstanceStage.about(kafka, stage.ref())) {
      assertThat(repair.execute("FindDrift", Map.of()))
          .isEqualTo(new Outcome.Failed("instances_dir_away", "its disk is away"));
    }
    try (InstanceStage repair = InstanceStage.about(kafka, stage.ref())) {
      assertThat(repair.execute("RepairDrift", Map.of("item", item("missing"))))
          .isEqualTo(new Outcome.Failed("instances_dir_away", "its disk is away"));
    }
    assertThat(state()).isEqualTo("running");
  }

  private Optional<Map<?, ?>> found() {
    try (InstanceStage repair = InstanceStage.about(kafka, stage.ref())) {
      List<?> items =
          (List<?>) succeeded(repair.execute("FindDrift", Map.of())).output().get("items");
      return items.stream()
          .<Map<?, ?>>map(item -> (Map<?, ?>) item)
          .filter(item -> stage.id().toString().equals(item.get("instanceId")))
          .findFirst();
    }
  }

  private Object repaired(InstanceRef ref, String kind) {
    try (InstanceStage repair = InstanceStage.about(kafka, ref)) {
      return succeeded(repair.execute("RepairDrift", Map.of("item", item(kind))))
          .output()
          .get("action");
    }
  }

  private Map<String, Object> item(String kind) {
    return Map.of(
        "kind", kind,
        "instanceId", stage.id().toString(),
        "name", stage.ref().name(),
        "namespace", stage.ref().namespace(),
        "message", "as it was found");
  }

  private String state() {
    return get("/instances/" + stage.id()).jsonPath().getString("state");
  }
}
