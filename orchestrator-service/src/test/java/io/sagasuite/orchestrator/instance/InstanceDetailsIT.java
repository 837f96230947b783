package io.sagasuite.orchestrator.instance;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.sagasuite.orchestrator.testing.Instances.deleted;
import static io.sagasuite.orchestrator.testing.Instances.good;
import static io.sagasuite.orchestrator.testing.Instances.json;
import static io.sagasuite.orchestrator.testing.Instances.made;
import static io.sagasuite.orchestrator.testing.Instances.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.testing.InstanceDoorResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.orchestrator.testing.PlayedProvisioning;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the door passes on from provisioning, and what it says when provisioning is away.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(InstanceDoorResource.class)
class InstanceDetailsIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @ConfigProperty(name = "suite.provisioning.url")
  String provisioningUrl;

  private PlayedParticipants participants;
  private PlayedProvisioning provisioning;
  private final String name = newName();
  private String id;

  @BeforeEach
  void play() throws IOException {
    participants = new PlayedParticipants(bootstrapServers);
    provisioning = new PlayedProvisioning(provisioningUrl);
    id = made(name).extract().path("instanceId");
  }

  @AfterEach
  void end() throws InterruptedException {
    provisioning.close();
    participants.close();
  }

  @Test
  void showsHealthAndWhereItAnswers() {
    get("/instances/" + name)
        .then()
        .body("state", equalTo("running"))
        .body("health", equalTo("healthy"))
        .body("connectionString", equalTo("postgresql://postgres@db.example:5432/postgres"));
  }

  @Test
  void showsHealthWhereSomethingIsAskedForAgain() {
    json(good(name)).post("/instances").then().statusCode(200).body("health", equalTo("healthy"));
    json(good(newName())).post("/instances").then().body("health", equalTo("unknown"));
    RestAssured.delete("/instances/" + name).then().body("health", equalTo("healthy"));
    deleted(name).statusCode(200).body("health", equalTo("healthy"));
  }

  @Test
  void isNotDelayedMuchByAProvisioningThatHangs() {
    provisioning.hangs(true);
    long start = System.nanoTime();

    deleted(name).statusCode(200).body("health", equalTo("unknown"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void asksOnceForAPage() {
    int before = provisioning.requests().size();

    get("/instances?limit=20")
        .then()
        .statusCode(200)
        .body("instances.health", everyItem(equalTo("healthy")));

    assertThat(provisioning.requests()).hasSize(before + 1);
  }

  @Test
  void anInstanceWhoseDataWasLostHasFailed() {
    provisioning.state("failed");

    get("/instances/" + name)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("data_lost"));
  }

  @Test
  void credentialsAreForWhoHasTheToken() {
    get("/instances/" + name + "/credentials")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer"));
    given()
        .header("Authorization", "Bearer guessed")
        .get("/instances/" + name + "/credentials")
        .then()
        .statusCode(403);
    given()
        .header("Authorization", "Bearer " + PlayedProvisioning.TOKEN)
        .get("/instances/" + name + "/credentials")
        .then()
        .statusCode(200)
        .header("Cache-Control", equalTo("no-store"))
        .body("password", equalTo("opened"));
    assertThat(provisioning.requests()).contains("/instances/" + id + "/credentials");
  }

  @Test
  void passesOnLogsAndEvents() {
    get("/instances/" + name + "/logs").then().body(equalTo("lines tailLines=200"));
    get("/instances/" + name + "/logs?tailLines=5000").then().body(equalTo("lines tailLines=5000"));
    get("/instances/" + name + "/logs?tailLines=5001").then().statusCode(400);
    get("/instances/" + name + "/events").then().body("[0].type", equalTo("state_change"));
  }

  @Test
  void answersFromTheSagasWhenProvisioningIsAway() {
    provisioning.close();

    get("/instances/" + name)
        .then()
        .statusCode(200)
        .body("state", equalTo("running"))
        .body("health", equalTo("unknown"))
        .body("connectionString", equalTo("postgresql://postgres@10.0.0.7:5432/postgres"));
    get("/instances?limit=1")
        .then()
        .statusCode(200)
        .body("instances[0].health", equalTo("unknown"));
    for (String part : new String[] {"credentials", "logs", "events"}) {
      get("/instances/" + name + "/" + part)
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", notNullValue());
    }
  }
}
