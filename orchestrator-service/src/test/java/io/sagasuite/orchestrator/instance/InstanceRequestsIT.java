package io.sagasuite.orchestrator.instance;

import static io.restassured.RestAssured.get;
import static io.sagasuite.orchestrator.testing.Instances.deleted;
import static io.sagasuite.orchestrator.testing.Instances.good;
import static io.sagasuite.orchestrator.testing.Instances.json;
import static io.sagasuite.orchestrator.testing.Instances.made;
import static io.sagasuite.orchestrator.testing.Instances.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.testing.InstanceDoorResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the door takes, what it refuses, and what it takes for the same.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(InstanceDoorResource.class)
class InstanceRequestsIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Vertx vertx;

  private PlayedParticipants participants;
  private final String name = newName();

  @BeforeEach
  void play() {
    participants = new PlayedParticipants(bootstrapServers);
  }

  @AfterEach
  void end() throws InterruptedException {
    participants.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name            | { \"name\": \"Orders\", \"password\": \"hunter2-secret\" }",
        "name            | { \"name\": \"a-\", \"password\": \"hunter2-secret\" }",
        "name            | { \"password\": \"hunter2-secret\" }",
        "password        | { \"name\": \"a\", \"password\": \"hunter2\" }",
        "password        | { \"name\": \"a\", \"password\": \"hunter2\\u0000secret\" }",
        "password        | { \"name\": \"a\", \"password\": 123456789 }",
        "password        | { \"name\": \"a\" }",
        "postgresVersion | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"postgresVersion\": \"latest\" }",
        "storageSizeGb   | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"storageSizeGb\": 0 }",
        "storageSizeGb   | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"storageSizeGb\": \"hunter2-secret\" }",
        "dnsLabel        | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"dnsLabel\": \"a.b\" }",
        "namespace       | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"namespace\": \"A\" }",
        "owner           | { \"name\": \"a\", \"password\": \"hunter2-secret\", \"owner\": \" \" }",
        "passwort        | { \"name\": \"a\", \"passwort\": \"hunter2-secret\" }",
        "password        | { \"name\": \"a\", \"password\": \"hunter2-secret",
        "body            | { \"password\": \"hunter2-secret\", \"password\": \"hunter2-secret\" }",
      })
  void refusesABadRequestWithoutRepeatingIt(String field, String body) {
    String answer =
        json(body)
            .post("/instances")
            .then()
            .statusCode(400)
            .contentType("application/problem+json")
            .body("violations.field", hasItem(field))
            .extract()
            .asString();
    assertThat(answer).doesNotContain("hunter2").doesNotContain("123456789");
  }

  @Test
  void theSameRequestAgainIsTheSameInstanceWhateverItsPassword() {
    String id = json(good(name)).post("/instances").then().extract().path("instanceId");

    json(good(name).replace("c0rrect", "an0ther"))
        .post("/instances")
        .then()
        .body("instanceId", equalTo(id));
    json(good(name, ", \"storageSizeGb\": 20"))
        .post("/instances")
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
  }

  @Test
  void makesNothingWithoutAKeyToSealPasswordsWith() {
    Path nowhere = Path.of("no-such-key.pem");
    for (Optional<String> key :
        List.of(Optional.<String>empty(), Optional.of(nowhere.toString()))) {
      QuarkusMock.installMockForType(new PasswordSealer(key, vertx), PasswordSealer.class);

      Response answer = json(good(name)).post("/instances");

      answer
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .body("detail", startsWith("passwords cannot be sealed, so no instance can be made: "));
      assertThat(answer.header("Retry-After")).isNull();
    }
    get("/instances/" + name).then().statusCode(404);
  }

  @Test
  void anIdempotencyKeyStandsForOneRequest() {
    String key = UUID.randomUUID().toString();
    String id =
        json(good(name))
            .header("Idempotency-Key", key)
            .post("/instances")
            .then()
            .extract()
            .path("instanceId");

    json(good(name))
        .header("Idempotency-Key", key)
        .post("/instances")
        .then()
        .body("instanceId", equalTo(id));
    json(good(newName())).header("Idempotency-Key", key).post("/instances").then().statusCode(422);
  }

  @Test
  void twentySubmissionsAtOnceMakeOneInstance() throws Exception {
    List<Response> answers = atOnce(20, number -> () -> json(good(name)).post("/instances"));

    assertThat(answers).allSatisfy(one -> assertThat(one.statusCode()).isIn(200, 202));
    assertThat(answers.stream().map(one -> one.path("instanceId")).collect(Collectors.toSet()))
        .hasSize(1);
    get("/sagas?definition=create-instance&businessKey=" + name).then().body("sagas", hasSize(1));
  }

  @Test
  void twentyDeletionsAtOnceAreOne() throws Exception {
    made(name);

    atOnce(20, number -> () -> RestAssured.delete("/instances/" + name));

    get("/sagas?definition=delete-instance&businessKey=" + name).then().body("sagas", hasSize(1));
  }

  @Test
  void aFreedNameIsGivenToOneOfManyAtOnce() throws Exception {
    made(name);
    deleted(name).statusCode(200);

    List<Response> answers = atOnce(10, number -> () -> json(good(name)).post("/instances"));

    assertThat(answers.stream().map(one -> one.path("instanceId")).collect(Collectors.toSet()))
        .hasSize(1);
    get("/sagas?definition=create-instance&businessKey=" + name).then().body("sagas", hasSize(2));
  }

  private static List<Response> atOnce(int count, IntFunction<Callable<Response>> call)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<Response>> answers =
          threads.invokeAll(IntStream.range(0, count).mapToObj(call).toList());
      return answers.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  void makesAndDeletesTwentyInOneGo() {
    String body =
        "{ \"baseName\": \"%s\", \"count\": 20, \"password\": \"c0rrect horse\", \"namespace\": \"bulk-ns\" }"
            .formatted(name);
    json(body)
        .header("Prefer", "wait=60")
        .post("/instances/bulk")
        .then()
        .statusCode(200)
        .body("results", hasSize(20))
        .body("results[19].name", equalTo(name + "-20"))
        .body("results.result", everyItem(equalTo("started")))
        .body("results.state", everyItem(equalTo("running")));
    json(body).post("/instances/bulk").then().body("results.result", everyItem(equalTo("exists")));
    json(body.replace("bulk-ns", "other"))
        .post("/instances/bulk")
        .then()
        .body("results.result", everyItem(equalTo("conflict")));
    get("/instances?namespace=bulk-ns&limit=500")
        .then()
        .body("instances.name", hasItem(name + "-7"));

    String names =
        IntStream.rangeClosed(1, 20)
            .mapToObj(number -> "\"" + name + "-" + number + "\"")
            .collect(Collectors.joining(","));
    json("{ \"names\": [" + names + ", \"nobody-knows\"] }")
        .header("Prefer", "wait=60")
        .post("/instances/bulk/delete")
        .then()
        .statusCode(200)
        .body("results", hasSize(21))
        .body("results[0].state", equalTo("deleted"))
        .body("results[20].result", equalTo("unknown"));
    assertThat(
            participants
                .received(
                    UUID.fromString(
                        get("/instances/" + name + "-3").then().extract().path("sagaId")))
                .stream()
                .filter(command -> command.command().equals("RemoveInstance"))
                .findFirst()
                .orElseThrow()
                .input())
        .containsEntry("namespace", "bulk-ns");
  }

  @Test
  void refusesBulksThatAreTooLargeOrEmpty() {
    json("{ \"baseName\": \"a\", \"count\": 51, \"password\": \"c0rrect horse\" }")
        .post("/instances/bulk")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("count"));
    json("{ \"names\": [] }").post("/instances/bulk/delete").then().statusCode(400);
  }

  @Test
  void tellsWhatThereIsNot() {
    get("/instances/" + name).then().statusCode(404);
    get("/instances/" + name + "/events").then().statusCode(404);
    get("/instances/" + name + "/credentials").then().statusCode(404);
    deleted(name).statusCode(404);
    get("/instances/NOT.A.NAME").then().statusCode(404);
    get("/instances?state=lost").then().statusCode(400);
  }

  @Test
  void listsByStateAndOwnerNewestFirst() {
    String owner = "owner-" + name;
    String more = ", \"owner\": \"" + owner + "\"";
    for (int number = 1; number <= 3; number++) {
      json(good(name + "-" + number, more)).header("Prefer", "wait=30").post("/instances");
    }
    deleted(name + "-2").statusCode(200);

    get("/instances?state=running&owner=" + owner)
        .then()
        .body("instances.name", equalTo(List.of(name + "-3", name + "-1")));
    get("/instances?state=deleted&owner=" + owner)
        .then()
        .body("instances.name", equalTo(List.of(name + "-2")));
    String cursor = get("/instances?limit=2&owner=" + owner).then().extract().path("nextCursor");
    get("/instances?limit=2&owner=" + owner + "&cursor=" + cursor)
        .then()
        .body("instances.name", equalTo(List.of(name + "-1")));
  }

  @Test
  void documentsThatAPasswordIsOnlyWritten() {
    get("/q/openapi?format=json")
        .then()
        .body("components.schemas.InstanceRequest.properties.password.writeOnly", equalTo(true));
  }
}
