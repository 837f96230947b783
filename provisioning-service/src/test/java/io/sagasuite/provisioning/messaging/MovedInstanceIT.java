package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;
import static io.sagasuite.provisioning.messaging.InstanceStage.PASSWORD;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.ProvisioningException;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Instances that no longer answer where they are recorded.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class MovedInstanceIT {

  /// Nobody listens there.
  private static final int LEFT_PORT = 1;

  private static final String LEFT = "postgresql://postgres@127.0.0.1:1/postgres";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "SUITE_DB_PORT")
  int port;

  @Inject PlayedProvisioner provisioner;

  private PlayedProvisioner.Script script;
  private InstanceStage stage;

  @BeforeEach
  void open() {
    script = provisioner.begin();
    stage = InstanceStage.creates(kafka, "moved-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void areRecordedWhereTheyHaveMovedToAndAreHealthyThere() {
    runsWhereItHasLeft();

    assertThat(probed()).containsEntry("healthy", true);

    assertThat(view().getString("health")).isEqualTo("healthy");
    assertThat(view().getInt("port")).isEqualTo(port);
    assertThat(view().getString("connectionString"))
        .isEqualTo("postgresql://postgres@127.0.0.1:" + port + "/postgres");
  }

  @Test
  void stayRecordedAsTheyAreWhenNobodyKnowsWhereTheyHaveGone() {
    runsWhereItHasLeft();
    script.addressed = false;

    assertThat(probed()).containsEntry("healthy", false);

    assertThat(view().getString("health")).isEqualTo("unhealthy");
    assertThat(view().getString("connectionString")).isEqualTo(LEFT);
  }

  @Test
  void areUnhealthyAlsoWhenNobodyCanBeAskedWhereTheyAre() {
    runsWhereItHasLeft();
    script.addressFails = ProvisioningException.failed("no_server", "the cluster is away");

    assertThat(probed()).containsEntry("healthy", false);

    assertThat(view().getString("health")).isEqualTo("unhealthy");
    assertThat(view().getString("connectionString")).isEqualTo(LEFT);
  }

  private void runsWhereItHasLeft() {
    Map<String, Object> input = new HashMap<>(stage.prepares(PASSWORD).output());
    input.put("port", LEFT_PORT);
    input.put("connectionString", LEFT);
    succeeded(stage.execute("ActivateInstance", input));
    assertThat(view().getInt("port")).isEqualTo(LEFT_PORT);
  }

  private Map<String, Object> probed() {
    Map<String, Object> round = Map.of("instanceId", stage.id().toString(), "round", 1);
    return succeeded(stage.execute("ProbeInstance", round)).output();
  }

  private JsonPath view() {
    return get("/instances/" + stage.id()).then().statusCode(200).extract().jsonPath();
  }
}
