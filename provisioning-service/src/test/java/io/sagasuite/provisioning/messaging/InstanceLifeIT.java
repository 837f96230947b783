package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;
import static io.sagasuite.provisioning.messaging.InstanceStage.PASSWORD;
import static io.sagasuite.provisioning.messaging.InstanceStage.assertCode;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.saga.decision.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The life of instances, command by command.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class InstanceLifeIT extends InstanceCase {

  @Test
  void livesFromItsReservationToItsEnd() {
    Map<String, Object> input = stage.prepares(PASSWORD).output();
    assertThat(provisioner.passwordOf(stage.id()).value()).isEqualTo(PASSWORD);
    assertThat(view().getString("state")).isEqualTo("creating");
    assertThat(input.get("postgresVersion").toString()).startsWith("PostgreSQL 18");
    Map<String, Object> ready = succeeded(stage.execute("ActivateInstance", input)).output();
    assertThat(((Number) ready.get("deploymentTimeSeconds")).longValue()).isNotNegative();
    probe(stage, 1);
    JsonPath running = view();
    assertThat(running.getString("state")).isEqualTo("running");
    assertThat(running.getString("health")).isEqualTo("healthy");
    assertThat(running.getString("postgresVersion")).startsWith("PostgreSQL 18");
    assertThat(running.getString("connectionString"))
        .isEqualTo("postgresql://postgres@127.0.0.1:" + running.getInt("port") + "/postgres");

    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      assertThat(succeeded(deletion.execute("BeginDelete")).output()).containsEntry("found", true);
      assertThat(succeeded(deletion.execute("RemoveInstance")).output())
          .containsEntry("removed", true);
      succeeded(deletion.execute("VerifyGone"));
      succeeded(deletion.execute("CompleteDelete"));
    }

    assertThat(provisioner.isThere(stage.id())).isFalse();
    assertThat(view().getString("state")).isEqualTo("deleted");
    assertThat(view().getString("deletedAt")).isNotNull();
    assertThat(get("/instances/" + stage.id() + "/events").jsonPath().getList("newState"))
        .containsSubsequence("deleted", "deleting", "running", "creating");
    assertThat(
            get("/instances/" + stage.id() + "/events").jsonPath().getList("message", String.class))
        .anyMatch(message -> message.matches("Instance ready in \\d+ seconds"));
  }

  @Test
  void tellsWhoHasTheNameOrTheDnsLabel() {
    Map<String, Object> input = new HashMap<>(stage.reservation(PASSWORD));
    input.put("dnsLabel", "label-" + name);
    succeeded(stage.execute("ReserveInstance", input));

    try (InstanceStage other = InstanceStage.creates(kafka, name)) {
      assertCode(
          other.execute("ReserveInstance", other.reservation(PASSWORD)),
          Outcome.Rejected.class,
          "name_taken");
    }
    try (InstanceStage other = InstanceStage.creates(kafka, "other-" + name)) {
      Map<String, Object> same = new HashMap<>(other.reservation(PASSWORD));
      same.put("dnsLabel", "label-" + name);
      assertThat(other.execute("ReserveInstance", same))
          .isEqualTo(
              new Outcome.Rejected(
                  "dns_label_taken",
                  "DNS label 'label-%s' is already reserved by instance '%s'"
                      .formatted(name, name)));
    }
  }

  @Test
  void refusesWhatCanNeverBeHad() {
    Map<String, Object> old = new HashMap<>(stage.reservation(PASSWORD));
    old.put("postgresVersion", "9");
    assertCode(
        stage.execute("ReserveInstance", old), Outcome.Rejected.class, "version_not_available");

    try (InstanceStage other = InstanceStage.creates(kafka, name)) {
      Map<String, Object> foreign = new HashMap<>(other.reservation(PASSWORD));
      foreign.put("sealedPassword", InstancesProfile.door().seal(PASSWORD, "another"));
      assertCode(
          other.execute("ReserveInstance", foreign),
          Outcome.Rejected.class,
          "invalid_password_seal");
    }
    get("/instances/" + stage.id()).then().statusCode(404);
  }

  @Test
  void letsNobodyDeleteWhatIsBeingCreatedNorRunWhatIsBeingDeleted() {
    Map<String, Object> input = stage.prepares(PASSWORD).output();
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      assertCode(deletion.execute("BeginDelete"), Outcome.Failed.class, "instance_busy");
      assertCode(deletion.execute("RemoveInstance"), Outcome.Rejected.class, "instance_wanted");
    }
    succeeded(stage.execute("ActivateInstance", input));
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref());
        InstanceStage late = InstanceStage.about(kafka, stage.ref())) {
      succeeded(deletion.execute("BeginDelete"));
      assertCode(late.execute("ActivateInstance", input), Outcome.Rejected.class, "not_creating");
      succeeded(deletion.execute("RemoveInstance"));
      succeeded(deletion.execute("CompleteDelete"));
    }
    try (InstanceStage late = InstanceStage.about(kafka, stage.ref())) {
      assertCode(late.execute("ActivateInstance", input), Outcome.Rejected.class, "not_creating");
      assertThat(succeeded(late.execute("BeginDelete")).output()).containsEntry("found", false);
      assertCode(late.execute("ProbeInstance", round(1)), Outcome.Rejected.class, "instance_gone");
    }
    assertThat(view().getString("state")).isEqualTo("deleted");
  }

  @Test
  void addsNoHealthCheckWhenARoundIsRepeated() {
    stage.runs(PASSWORD);
    probe(stage, 1);
    try (InstanceStage again = InstanceStage.about(kafka, stage.ref())) {
      probe(again, 1);
    }

    assertThat(healthChecks()).containsExactly(1);
    try (InstanceStage next = InstanceStage.about(kafka, stage.ref())) {
      probe(next, 2);
    }
    assertThat(healthChecks()).containsExactly(2, 1);
  }

  @Test
  void saysWhatIsNotGoneYet() {
    stage.runs(PASSWORD);
    script.removable = false;
    try (InstanceStage deletion = InstanceStage.about(kafka, stage.ref())) {
      succeeded(deletion.execute("BeginDelete"));
      assertCode(deletion.execute("RemoveInstance"), Outcome.Failed.class, "not_gone");
      assertCode(deletion.execute("VerifyGone"), Outcome.Failed.class, "still_there");
    }
    assertThat(view().getString("state")).isEqualTo("deleting");
  }

  @Test
  void tellsAWrongPasswordFromASilentServer() {
    succeeded(stage.execute("ReserveInstance", stage.reservation("not the one")));
    succeeded(stage.execute("DeployInstance"));
    assertCode(stage.execute("TestConnection"), Outcome.Failed.class, "connection_failed");
    succeeded(stage.execute("ResolveConnection"));
    try (InstanceStage again = InstanceStage.about(kafka, stage.ref())) {
      assertCode(again.execute("TestConnection"), Outcome.Rejected.class, "authentication_failed");
    }
  }

  @Test
  void saysThatItHasNoAddressYet() {
    succeeded(stage.execute("ReserveInstance", stage.reservation(PASSWORD)));
    script.addressed = false;

    assertCode(stage.execute("ResolveConnection"), Outcome.Failed.class, "no_address_yet");
  }

  @Test
  void refusesInputThatNobodyUnderstands() {
    assertCode(
        stage.execute("DeployInstance", Map.of("instanceId", "x")),
        Outcome.Rejected.class,
        "invalid_input");
    assertCode(
        stage.execute("ReserveInstance", Map.of("instanceId", stage.id().toString())),
        Outcome.Rejected.class,
        "invalid_input");
  }

  private Map<String, Object> round(int round) {
    return Map.of("instanceId", stage.id().toString(), "round", round);
  }

  private void probe(InstanceStage saga, int round) {
    assertThat(succeeded(saga.execute("ProbeInstance", round(round))).output())
        .containsEntry("healthy", true);
  }

  private List<Integer> healthChecks() {
    return get("/instances/" + stage.id() + "/health-checks").jsonPath().getList("round");
  }
}
