package io.sagasuite.orchestrator.api.operator;

import static io.sagasuite.orchestrator.api.operator.OperatorCalls.act;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.sagasuite.localstack.testing.LocalStackResource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that are refused before any saga is touched, each with its reason.
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class OperatorRequestsIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause | {} | 422 | reason",
        "pause | {\"reason\":\" \"} | 422 | reason",
        "pause | {\"reason\":\"a\\u0000b\"} | 422 | reason",
        "pause | {\"reason\":42} | 400 | reason",
        "pause | {\"reason\":\"x\",\"by\":\"\"} | 422 | by",
        "pause | {\"reason\":\"x\",\"step\":\"pay\"} | 422 | step",
        "pause | {\"reason\":\"x\",\"why\":\"y\"} | 400 | why",
        "skip | {\"reason\":\"x\"} | 422 | step",
        "skip | {\"reason\":\"x\",\"step\":\"pay\",\"output\":[]} | 400 | output",
        "retry | {\"reason\":\"x\",\"data\":{}} | 422 | data",
        "compensate | {\"reason\":\"x\",\"from\":\"\"} | 422 | from",
        "signals/bad%20name | {\"reason\":\"x\"} | 422 | name",
        "signals/good | {\"reason\":\"x\",\"output\":{}} | 422 | output",
        "pause | [] | 400 | body",
        "pause | { | 400 | body",
        "pause?dryRun=perhaps | {\"reason\":\"x\"} | 400 | dryRun",
      })
  void namesWhatIsWrongWithARequest(String path, String body, int status, String field) {
    act(UUID.randomUUID(), path, body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("violations.field", hasItem(field))
        .body(not(containsString("Exception")));
  }

  @Test
  void boundsWhatIsKept() {
    String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
    String large = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
    for (String data : List.of(deep, large)) {
      act(UUID.randomUUID(), "signals/s", "{\"reason\":\"x\",\"data\":" + data + "}")
          .statusCode(422)
          .body("violations.field", hasItem("data"));
    }
    act(UUID.randomUUID(), "pause", "{\"reason\":\"" + "x".repeat(501) + "\"}").statusCode(422);
  }

  @Test
  void knowsNoSagaThatIsNone() {
    for (String path : List.of("pause", "pause?dryRun=true", "signals/s")) {
      act(UUID.randomUUID(), path).statusCode(404).contentType("application/problem+json");
    }
    RestAssured.given()
        .contentType(ContentType.JSON)
        .body("{\"reason\":\"x\"}")
        .post("/sagas/no-saga/pause")
        .then()
        .statusCode(404);
    act(UUID.randomUUID(), "explode").statusCode(404);
    RestAssured.get("/sagas/" + UUID.randomUUID() + "/pause").then().statusCode(405);
  }
}
