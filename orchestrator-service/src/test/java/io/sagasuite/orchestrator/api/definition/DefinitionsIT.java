package io.sagasuite.orchestrator.api.definition;

import static io.sagasuite.orchestrator.api.Begun.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.api.Begun;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DefinitionsIT {

  private static final String DOCUMENT =
      """
      apiVersion: saga/v1
      name: NAME
      description: Reserves and pays
      input: { type: object, required: [what] }
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { what: "${input.what}", note: first }
          outputs: [reservationId]
        pay:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [reserve]
          input: { for: "${steps['reserve'].output.reservationId}" }
      output: { note: first }
      """;

  private static final String SAME_AS_JSON =
      """
      { "steps": {
          "reserve": { "outputs": ["reservationId"], "command": "ReserveStock",
            "participant": "inventory", "compensation": "ReleaseStock",
            "input": { "note": "first", "what": "${input.what}" } },
          "pay": { "needs": ["reserve"], "participant": "payment", "command": "TakePayment",
            "compensation": "RefundPayment",
            "input": { "for": "${steps['reserve'].output.reservationId}" } } },
        "output": { "note": "first" },
        "input": { "required": ["what"], "type": "object" },
        "description": "Reserves and pays", "name": "NAME", "apiVersion": "saga/v1" }
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Begun begun;

  private static ValidatableResponse put(String name, String type, String body) {
    return RestAssured.given()
        .contentType(type)
        .body(body.replace("NAME", name).getBytes(StandardCharsets.UTF_8))
        .put("/definitions/" + name)
        .then();
  }

  private static ValidatableResponse put(String name, String body) {
    return put(name, "application/yaml", body);
  }

  @Test
  void makesAChangedDocumentTheNextVersion() {
    String name = newName();
    put(name, DOCUMENT)
        .statusCode(201)
        .header("Location", endsWith("/definitions/" + name + "/versions/1"))
        .body("version", equalTo(1));
    put(name, "text/yaml; charset=utf-8", DOCUMENT)
        .statusCode(200)
        .header("Location", endsWith("/versions/1"));
    put(name, "application/json", SAME_AS_JSON).statusCode(200).body("version", equalTo(1));
    put(name, DOCUMENT.replace("first", "second"))
        .statusCode(201)
        .header("Location", endsWith("/versions/2"));
    put(name, DOCUMENT).statusCode(201).body("version", equalTo(3));
  }

  @Test
  void takesAnotherOrderOfStepsForAnotherDocument() {
    String name = newName();
    String steps = "  %s: { participant: payment, command: Pay, compensation: none }\n";
    String head = "apiVersion: saga/v1\nname: NAME\nsteps:\n";
    put(name, head + steps.formatted("a") + steps.formatted("b")).statusCode(201);
    put(name, head + steps.formatted("b") + steps.formatted("a"))
        .statusCode(201)
        .body("version", equalTo(2));
  }

  @Test
  void showsADocumentAsItWasPut() {
    String name = newName();
    put(name, DOCUMENT).statusCode(201);
    put(name, DOCUMENT.replace("first", "second")).statusCode(201);

    RestAssured.get("/definitions/" + name)
        .then()
        .statusCode(200)
        .body("name", equalTo(name))
        .body("version", equalTo(2))
        .body("description", equalTo("Reserves and pays"))
        .body("steps", equalTo(2))
        .body("document.output.note", equalTo("second"));
    RestAssured.get("/definitions/" + name + "/versions/1")
        .then()
        .statusCode(200)
        .body("name", equalTo(name))
        .body("output.note", equalTo("first"));
    RestAssured.get("/definitions/" + name + "/versions?limit=1")
        .then()
        .body("versions.version", equalTo(List.of(2)))
        .body("nextCursor", equalTo("2"));
    RestAssured.get("/definitions/" + name + "/versions?limit=1&cursor=2")
        .then()
        .body("versions.version", equalTo(List.of(1)))
        .body("$", not(hasItem("nextCursor")));
    String yaml =
        RestAssured.given()
            .accept("application/yaml")
            .get("/definitions/" + name + "/versions/2")
            .then()
            .statusCode(200)
            .contentType(startsWith("application/yaml"))
            .extract()
            .asString();
    put(name, yaml).statusCode(200).body("version", equalTo(2));
    assertThat(RestAssured.given().accept("text/yaml").get("/definitions/" + name).asString())
        .contains("name: \"" + name + "\"");
    RestAssured.given()
        .accept("application/yaml;q=0.5, application/json")
        .get("/definitions/" + name + "/versions/1")
        .then()
        .contentType(startsWith("application/json"));
    RestAssured.given().accept("image/png").get("/definitions/" + name).then().statusCode(406);
  }

  @Test
  void listsDefinitionsByNamePageByPage() {
    String prefix = "l" + UUID.randomUUID().toString().replace("-", "");
    List<String> names = IntStream.range(0, 3).mapToObj(i -> prefix + "-" + i).toList();
    names.forEach(name -> put(name, DOCUMENT).statusCode(201));
    put(names.getFirst(), DOCUMENT.replace("first", "second")).statusCode(201);

    JsonPath page =
        RestAssured.get("/definitions?limit=2&cursor=" + prefix).then().extract().jsonPath();
    assertThat(page.getList("definitions.name")).isEqualTo(names.subList(0, 2));
    assertThat(page.getList("definitions.version")).isEqualTo(List.of(2, 1));
    assertThat(page.getList("definitions.steps")).isEqualTo(List.of(2, 2));
    assertThat(page.getString("nextCursor")).isEqualTo(names.get(1));
    RestAssured.get("/definitions?limit=1&cursor=" + names.get(1))
        .then()
        .body("definitions.name", equalTo(List.of(names.get(2))))
        .body("definitions[0].description", equalTo("Reserves and pays"));
    RestAssured.get("/definitions?limit=0&cursor=NO!")
        .then()
        .statusCode(400)
        .body("violations.field", hasItems("limit", "cursor"));
    RestAssured.get("/definitions?limit=500").then().body("definitions.name", hasItem("order"));
  }

  @Test
  void givesRivalWritersOneVersionEach() {
    String name = newName();
    List<CompletableFuture<Integer>> rivals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body = DOCUMENT.replace("first", "rival-" + i);
      rivals.add(CompletableFuture.supplyAsync(() -> put(name, body).extract().path("version")));
    }

    assertThat(rivals.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void givesRivalWritersOfOneDocumentOneVersion() {
    String name = newName();
    List<CompletableFuture<Integer>> rivals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rivals.add(CompletableFuture.supplyAsync(() -> put(name, DOCUMENT).extract().statusCode()));
    }

    assertThat(rivals.stream().map(CompletableFuture::join))
        .containsOnlyOnce(201)
        .filteredOn(status -> status == 200)
        .hasSize(7);
    RestAssured.get("/definitions/" + name).then().body("version", equalTo(1));
  }

  @Test
  void letsSagasEndUnderTheVersionTheyStartedWith() throws InterruptedException {
    String name = newName();
    try (PlayedParticipants participants = new PlayedParticipants(bootstrapServers)) {
      participants.answer(command -> Optional.empty());
      put(name, DOCUMENT).statusCode(201);
      UUID first = begun.saga(name, "k", Map.of("what", "books"));
      put(name, DOCUMENT.replace("first", "second")).statusCode(201);
      UUID second = begun.saga(name, "k", Map.of("what", "books"));
      participants.answer(PlayedParticipants::succeed);
      // what was not answered is asked again
      for (UUID saga : List.of(first, second)) {
        await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() ->
                RestAssured.get("/sagas/" + saga).then().body("status", equalTo("completed")));
      }
      assertThat(Begun.view(first).getInt("definitionVersion")).isEqualTo(1);
      assertThat(Begun.view(first).getString("output.note")).isEqualTo("first");
      assertThat(Begun.view(second).getInt("definitionVersion")).isEqualTo(2);
      assertThat(Begun.view(second).getString("output.note")).isEqualTo("second");
    }
  }

  @Test
  void keepsTheNamesOfTheSuiteItself() throws IOException {
    put("order", DOCUMENT).statusCode(409).body("detail", containsString("belongs to the suite"));
    try (InputStream shipped = getClass().getResourceAsStream("/definitions/order.yaml")) {
      String own = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      put("order", own).statusCode(200);
      put("order", own.replace("PT15M", "PT16M")).statusCode(409);
    }
  }

  @Test
  void namesAllThatIsWrong() {
    put(
            newName(),
            """
            apiVersion: saga/v1
            name: another
            deadline: soon
            steps:
              pay: { participant: banking, command: Pay, compensation: none }
              child: { saga: nowhere, needs: [nobody] }
            """)
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "violations.field",
            hasItems("name", "deadline", "steps.pay.participant", "steps.child.needs"));
  }

  @Test
  void knowsParticipantsAndSagas() {
    String child = newName();
    String parent =
        "apiVersion: saga/v1\nname: NAME\nsteps:\n  child: { saga: %s }\n".formatted(child);
    put(newName(), parent)
        .statusCode(422)
        .body("violations.field", hasItem("steps.child.saga"))
        .body("violations.message", hasItem(containsString(child)));
    put(child, DOCUMENT).statusCode(201);
    put(newName(), parent).statusCode(201);
    String self = newName();
    put(self, parent.replace(child, self).replace("saga: " + self, "saga: NAME, detached: true"))
        .statusCode(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/yaml | `a: 1\nsteps: { x: {} }\na: 2` | a | stands here twice (line 3",
        "application/json | `{\"steps\":{\"x\":{},\"x\":{}}}` | steps.x | stands here twice",
        "application/yaml | `a: &b [1]\nc: *d` | c | refers to nothing",
        "application/yaml | `a: [1` | body | is not YAML (line",
        "application/json | `{\"a\": }` | body | is not JSON (line",
        "application/json | `[]` | body | must be an object",
        "application/yaml | `` | body | must be an object",
        "application/yaml | `a: 1\n---\nb: 2` | body | another follows",
      })
  void refusesWhatIsNoDocument(String type, String body, String field, String message) {
    put(newName(), type, body == null ? "" : body)
        .statusCode(422)
        .body("violations.field", hasItem(field))
        .body("violations.message", hasItem(containsString(message)))
        .body(not(containsString("Exception")));
  }

  @Test
  void keepsAliasesFromBlowingUp() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append(String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1))));
      bomb.append("]\n");
    }
    put(newName(), bomb.toString())
        .statusCode(422)
        .body("detail", containsString("more than 100000 values"));
    String step = "{ participant: payment, command: Pay, compensation: none, timeout: PT9S }";
    put(newName(), "apiVersion: saga/v1\nname: NAME\nsteps:\n  a: &pay " + step + "\n  b: *pay\n")
        .statusCode(201)
        .body("document.steps.b.timeout", equalTo("PT9S"));
  }

  @Test
  void takesALongDefinition() {
    StringBuilder steps = new StringBuilder("apiVersion: saga/v1\nname: NAME\nsteps:\n");
    for (int i = 0; i < 2_000; i++) {
      steps.append("  s%d:\n    participant: payment\n    command: Pay\n".formatted(i));
      steps.append("    compensation: RefundPayment\n");
      steps.append(i == 0 ? "" : "    needs: [s%d]\n".formatted(i - 1));
    }
    String name = newName();
    put(name, steps.toString()).statusCode(201).body("steps", equalTo(2_000));
    plan(name, "{}").statusCode(200).body("batches", hasSize(2_000)).body("undo", hasSize(2_000));
    put(newName(), steps + "  s2000: { participant: payment, command: Pay, compensation: none }\n")
        .statusCode(422);
  }

  @Test
  void refusesOtherMediaTypesAndLargeBodies() {
    put(newName(), "text/plain", DOCUMENT)
        .statusCode(415)
        .body("detail", containsString("application/yaml"))
        .body("detail", containsString("application/json"));
    put(newName(), "# " + "x".repeat(1_100_000)).statusCode(413);
  }

  @Test
  void checksADocumentWithoutStoringIt() {
    String name = newName();
    RestAssured.given()
        .contentType("application/yaml")
        .body(DOCUMENT.replace("NAME", name).getBytes(StandardCharsets.UTF_8))
        .post("/definitions/validate")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("name", equalTo(name))
        .body("steps", equalTo(List.of("reserve", "pay")));
    RestAssured.given()
        .contentType("application/json")
        .body("{}")
        .post("/definitions/validate")
        .then()
        .statusCode(422)
        .body("violations.field", hasItems("apiVersion", "name", "steps"));
    RestAssured.get("/definitions/" + name).then().statusCode(404);
  }

  private static ValidatableResponse plan(String name, String body) {
    return RestAssured.given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/definitions/" + name + "/plan")
        .then();
  }

  @Test
  void plansWithoutRunning() {
    String name = Begun.put(DOCUMENT);
    plan(name, "{\"input\":{\"what\":\"books\"}}")
        .statusCode(200)
        .body("version", equalTo(1))
        .body("batches.step", equalTo(List.of(List.of("reserve"), List.of("pay"))))
        .body("batches[0][0].kind", equalTo("compensatable"))
        .body("batches[0][0].command", equalTo("ReserveStock"))
        .body("batches[0][0].input.what", equalTo("books"))
        .body("batches[0][0].timeout", equalTo("PT10S"))
        .body("batches[1][0].input.for", equalTo("${steps['reserve'].output.reservationId}"))
        .body("undo.step", equalTo(List.of(List.of("pay"), List.of("reserve"))));
    plan(name, "{\"from\":\"pay\",\"version\":1}")
        .statusCode(200)
        .body("batches.step", equalTo(List.of(List.of("pay"))))
        .body("inputViolations", hasSize(1));
    plan(name, "{\"from\":\"nowhere\"}").statusCode(422).body("violations.field", hasItem("from"));
    plan(name, "{\"until\":\"pay\"}").statusCode(400).body("violations.field", hasItem("until"));
    plan(name, "{\"version\":7}").statusCode(404);
    plan(newName(), "{}").statusCode(404);
  }

  @Test
  void drawsADefinition() {
    String name = Begun.put(DOCUMENT);
    for (String type : List.of("text/vnd.mermaid", "text/plain")) {
      RestAssured.given()
          .accept(type)
          .get("/definitions/" + name + "/diagram")
          .then()
          .statusCode(200)
          .contentType(startsWith(type))
          .body(containsString("flowchart TD"))
          .body(containsString("reserve"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/definitions/none",
    "/definitions/none/versions",
    "/definitions/none/versions/1",
    "/definitions/order/versions/99999",
    "/definitions/order/versions/first",
    "/definitions/none/diagram",
    "/definitions/%00"
  })
  void answersWhatIsNotThere(String path) {
    RestAssured.given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void describesItsCalls() {
    RestAssured.given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.'/definitions/{name}'.put.responses.keySet()", hasItems("201", "409", "422"))
        .body("paths.'/sagas/{sagaId}/{action}'.post.responses.keySet()", hasItems("404", "409"))
        .body("paths.'/sagas/bulk'.post.summary", equalTo("Act on many sagas"));
  }
}
