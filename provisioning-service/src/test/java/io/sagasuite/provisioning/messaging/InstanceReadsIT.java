package io.sagasuite.provisioning.messaging;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static io.sagasuite.provisioning.messaging.InstanceStage.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Instances over HTTP.
@QuarkusTest
@TestProfile(InstancesProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class InstanceReadsIT extends InstanceCase {

  private static final String PROBLEM = "application/problem+json";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void showsManyAtOnceAndLeavesOutWhatIsUnknown() {
    succeeded(stage.execute("ReserveInstance", stage.reservation("secret words")));

    get("/instances?id=" + stage.id() + "&id=" + UUID.randomUUID())
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].name", equalTo(stage.ref().name()))
        .body("[0].owner", equalTo("ada"))
        .body("[0].state", equalTo("creating"))
        .body("[0].health", equalTo("unknown"))
        .body("[0].postgresVersion", equalTo("18"));
  }

  @Test
  void answersAProblemToWhatIsNotThereOrNotAllowed() {
    get("/instances/" + UUID.randomUUID()).then().statusCode(404).contentType(PROBLEM);
    get("/instances/nonsense").then().statusCode(404).contentType(PROBLEM);
    get("/instances").then().statusCode(400).contentType(PROBLEM);
    get("/instances?id=nonsense").then().statusCode(400).contentType(PROBLEM);
    get("/drift?limit=0").then().statusCode(400).contentType(PROBLEM);
  }

  @Test
  void showsCredentialsOnlyToWhoBearsTheToken() {
    String password = "p@ss/w:rd ü%'\"";
    succeeded(stage.execute("ReserveInstance", stage.reservation(password)));
    succeeded(stage.execute("ResolveConnection"));
    String path = "/instances/" + stage.id() + "/credentials";

    get(path).then().statusCode(401).contentType(PROBLEM).header("WWW-Authenticate", "Bearer");
    given().header("Authorization", "Basic x").get(path).then().statusCode(401);
    given()
        .header("Authorization", "Bearer wrong")
        .get(path)
        .then()
        .statusCode(403)
        .contentType(PROBLEM);
    given()
        .header("Authorization", "Bearer " + InstancesProfile.TOKEN)
        .get(path)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .body("username", equalTo("postgres"))
        .body("password", equalTo(password))
        .body(
            "connectionString",
            containsString("postgresql://postgres:p%40ss%2Fw%3Ard%20%C3%BC%25%27%22@127.0.0.1:"));
  }

  @Test
  void forgetsThePasswordOfWhatHasFailed() {
    succeeded(stage.execute("ReserveInstance", stage.reservation("secret words")));
    succeeded(stage.undo("ReserveInstance", "ReleaseInstance"));

    given()
        .header("Authorization", "Bearer " + InstancesProfile.TOKEN)
        .get("/instances/" + stage.id() + "/credentials")
        .then()
        .statusCode(404)
        .contentType(PROBLEM);
  }

  @Test
  void tailsTheLogAsText() {
    succeeded(stage.execute("ReserveInstance", stage.reservation("secret words")));

    String log =
        get("/instances/" + stage.id() + "/logs?tailLines=1")
            .then()
            .statusCode(200)
            .contentType("text/plain")
            .extract()
            .asString();

    assertThat(log).isEqualTo("ready\n");
    get("/instances/" + stage.id() + "/logs?tailLines=0").then().statusCode(400);
    get("/instances/" + UUID.randomUUID() + "/logs").then().statusCode(404);
  }

  @Test
  void isNotReadyWhileInstancesCannotBeBroughtAboutAndSaysWhy() {
    script.checkFails = ProvisioningException.failed("no_server", "the cluster is away");
    await().atMost(PATIENCE).until(() -> health().contains("the cluster is away"));
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);

    script.checkFails = null;

    await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
  }

  @Test
  void doesNotWaitForACheckThatHangs() {
    CountDownLatch gate = new CountDownLatch(1);
    script.checkHangs = gate;

    await().atMost(PATIENCE).until(() -> health().contains("no answer within 2 s"));
    assertThat(health()).contains("no answer within 2 s");

    gate.countDown();
    await().atMost(PATIENCE).until(() -> get("/q/health/ready").statusCode() == 200);
  }

  private static String health() {
    return get("/q/health/ready").asString();
  }
}
