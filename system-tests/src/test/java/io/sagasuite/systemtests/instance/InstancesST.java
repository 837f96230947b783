package io.sagasuite.systemtests.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.process.Ports;
import io.sagasuite.systemtests.SuiteStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A PostgreSQL submitted by REST is there at the end, and gone after its deletion.
class InstancesST {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int BULK = 20;
  private static final String PASSWORD = "it's a p@ss/w:rd?#% \"x\"";

  private final Instances instances = new Instances(SuiteStack.stack(), SuiteStack.dataDir());

  @Test
  void isThereAtTheEndAndGoneAfterItsDeletion() throws SQLException {
    String name = name("ada");
    instances
        .create(name, PASSWORD)
        .then()
        .statusCode(200)
        .header("Location", containsString("/instances/" + name))
        .body("state", equalTo("running"))
        .body("progress.status", not(hasItem("failed")));
    assertThat(
            instances.sql(
                name,
                "CREATE TABLE note (text text)",
                "INSERT INTO note VALUES ('kept')",
                "SELECT text FROM note"))
        .isEqualTo("kept");
    JsonPath running = instances.get(name);
    assertThat(running.getString("postgresVersion")).startsWith("PostgreSQL 18");
    assertThat(running.getString("connectionString"))
        .doesNotContain(PASSWORD)
        .contains("postgres@");
    await().atMost(PATIENCE).until(() -> "healthy".equals(instances.get(name).getString("health")));

    int port = instances.credentials(name).jsonPath().getInt("port");
    int folders = instances.folders().size();
    instances.delete(name).then().statusCode(200).body("state", equalTo("deleted"));

    assertThat(Ports.isOpen(port)).isFalse();
    assertThat(instances.folders()).hasSize(folders - 1);
    await().atMost(PATIENCE).until(() -> healthCheckOf(name).equals("completed"));
    instances.create(name, PASSWORD).then().statusCode(200).body("state", equalTo("running"));
    instances.delete(name).then().statusCode(200);
  }

  @Test
  void onlyTheTokenShowsCredentials() {
    String name = name("bea");
    instances.create(name, PASSWORD).then().statusCode(200);
    instances.door().get("/instances/{name}/credentials", name).then().statusCode(401);
    instances
        .door()
        .header("Authorization", "Bearer guessed")
        .get("/instances/{name}/credentials", name)
        .then()
        .statusCode(403);
    instances.credentials(name).then().statusCode(200).body("password", equalTo(PASSWORD));
    instances.delete(name).then().statusCode(200);
  }

  @Test
  void twentyAreAllThereAlthoughTheirServiceDiesHalfWay() {
    String base = name("bulk");
    int before = instances.folders().size();
    instances
        .door()
        .body(Map.of("baseName", base, "count", BULK, "password", PASSWORD))
        .post("/instances/bulk")
        .then()
        .statusCode(202);
    List<String> names = IntStream.rangeClosed(1, BULK).mapToObj(i -> base + "-" + i).toList();
    await().atMost(PATIENCE).until(() -> running(names) >= BULK / 4);
    var provisioning = SuiteStack.stack().process("provisioning");
    provisioning.kill();
    assertThat(running(names)).isLessThan(BULK);
    provisioning.restart();

    await().atMost(PATIENCE).until(() -> running(names) == BULK);
    assertThat(instances.folders()).hasSize(before + BULK);
    assertThat(instances.servers()).hasSize(before + BULK);
    assertThat(names).allSatisfy(one -> assertThat(instances.sql(one, "SELECT 1")).isEqualTo("1"));

    instances
        .door()
        .body(Map.of("names", names))
        .post("/instances/bulk/delete")
        .then()
        .statusCode(202);
    await()
        .atMost(PATIENCE)
        .until(() -> names.stream().allMatch(one -> instances.state(one).equals("deleted")));
    assertThat(instances.folders()).hasSize(before);
    assertThat(instances.servers()).hasSize(before);
  }

  private long running(List<String> names) {
    return names.stream().filter(one -> instances.state(one).equals("running")).count();
  }

  private String healthCheckOf(String name) {
    return instances
        .door()
        .queryParam("definition", "check-instance-health")
        .queryParam("businessKey", name)
        .get("/sagas")
        .jsonPath()
        .getString("sagas[0].status");
  }

  private static String name(String base) {
    return base + "-" + UUID.randomUUID().toString().substring(0, 6);
  }
}
