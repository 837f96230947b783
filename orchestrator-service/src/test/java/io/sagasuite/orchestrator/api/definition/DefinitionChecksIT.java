package io.sagasuite.orchestrator.api.definition;

import static io.sagasuite.orchestrator.api.Begun.newName;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.DOCUMENT;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.plan;
import static io.sagasuite.orchestrator.api.definition.DefinitionCalls.put;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.sagasuite.localstack.testing.LocalStackResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken for a definition and what is refused, and that a refusal names all that is wrong.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class DefinitionChecksIT {

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
}
