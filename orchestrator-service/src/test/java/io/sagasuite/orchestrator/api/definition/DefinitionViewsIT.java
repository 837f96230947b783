package io.sagasuite.orchestrator.api.definition;

import static io.sagasuite.orchestrator.api.Begun.newName;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.DOCUMENT;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.plan;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.api.Begun;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What callers see of stored definitions: documents, lists, plans and diagrams.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DefinitionViewsIT {

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
