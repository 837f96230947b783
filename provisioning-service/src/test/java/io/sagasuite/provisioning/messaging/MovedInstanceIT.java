package io.sagasuite.provisioning.messaging;

import static io.sagasuite.provisioning.messaging.InstanceStage.PASSWORD;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Instances that no longer answer where they are recorded.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class MovedInstanceIT extends InstanceCase {

  /// Nobody listens there.
  private static final int LEFT_PORT = 1;

  private static final String LEFT = "postgresql://postgres@127.0.0.1:1/postgres";

  @ConfigProperty(name = "SUITE_DB_PORT")
  int port;

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
}
