package io.sagasuite.orchestrator.api.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.api.Begun;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class BulkIT {

  private static final String APPROVAL =
      """
      apiVersion: saga/v1
      name: NAME
      steps:
        approve: { signal: approved }
      """;

  @Inject Begun begun;

  private static ValidatableResponse bulk(String body) {
    return RestAssured.given().contentType(ContentType.JSON).body(body).post("/sagas/bulk").then();
  }

  private List<UUID> begin(String definition, int count) {
    return Stream.generate(() -> begun.saga(definition)).limit(count).toList();
  }

  private static void areAll(List<UUID> sagas, String status) {
    assertThat(sagas)
        .allSatisfy(saga -> assertThat(Begun.view(saga).getString("status")).isEqualTo(status));
  }

  @Test
  void actsOnEverySagaThatFitsAndLeavesTheOthers() {
    String definition = Begun.put(APPROVAL);
    List<UUID> sagas = begin(definition, 120);
    List<UUID> others = begin(Begun.put(APPROVAL), 2);

    bulk("""
    {"filter":{"definition":"%s","status":"running"},"action":"pause","reason":"move","by":"ada"}
    """
            .formatted(definition))
        .statusCode(200)
        .body("matched", equalTo(120))
        .body("applied", equalTo(120))
        .body("refused", hasSize(0))
        .body("remaining", equalTo(0))
        .body("nextCursor", nullValue());

    areAll(sagas, "paused");
    areAll(others, "running");
    assertThat(sagas)
        .allSatisfy(saga ->
            assertThat(
                    RestAssured.get("/sagas/" + saga + "/events")
                        .jsonPath()
                        .getList("events[-1].events.findAll{it.type=='OperatorActed'}.by"))
                .isEqualTo(List.of("ada")));
  }

  @Test
  void namesThoseThatItDoesNotFitAndGoesOnBehindThem() {
    String definition = Begun.put(APPROVAL);
    List<UUID> sagas = begin(definition, 5);
    String newest = sagas.getLast().toString();
    bulk("{\"filter\":{\"ids\":[\"%s\"]},\"action\":\"pause\",\"reason\":\"x\"}".formatted(newest))
        .body("applied", equalTo(1));
    String call =
        "{\"filter\":{\"definition\":\"%s\",\"status\":[\"running\",\"paused\"]},"
                .formatted(definition)
            + "\"action\":\"pause\",\"reason\":\"x\",\"limit\":2";

    JsonPath first =
        bulk(call + "}")
            .statusCode(200)
            .body("matched", equalTo(5))
            .body("applied", equalTo(1))
            .body("refused.sagaId", equalTo(List.of(newest)))
            .body("refused.reason", everyItem(containsString("is paused")))
            .body("remaining", equalTo(3))
            .extract()
            .jsonPath();
    JsonPath second =
        bulk(call + ",\"cursor\":\"" + first.getString("nextCursor") + "\"}")
            .body("applied", equalTo(2))
            .body("remaining", equalTo(1))
            .extract()
            .jsonPath();
    bulk(call + ",\"cursor\":\"" + second.getString("nextCursor") + "\"}")
        .body("applied", equalTo(1))
        .body("remaining", equalTo(0));
    areAll(sagas, "paused");
  }

  @Test
  void tellsWhatItWouldDoWithoutDoingIt() {
    String definition = Begun.put(APPROVAL);
    List<UUID> sagas = begin(definition, 3);

    bulk("{\"filter\":{\"definition\":\"%s\"},\"action\":\"cancel\",\"reason\":\"x\",\"dryRun\":true}"
            .formatted(definition))
        .body("applied", equalTo(3))
        .body("dryRun", equalTo(true));
    bulk("{\"filter\":{\"definition\":\"%s\"},\"action\":\"resume\",\"reason\":\"x\",\"dryRun\":true}"
            .formatted(definition))
        .body("applied", equalTo(0))
        .body("refused", hasSize(3));

    areAll(sagas, "running");
    assertThat(sagas)
        .allSatisfy(saga -> assertThat(Begun.view(saga).getInt("version")).isEqualTo(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422 | filter",
        "{\"filter\":{},\"action\":\"pause\",\"reason\":\"x\"} | 422 | filter",
        "{\"filter\":{\"definition\":\"d\"},\"action\":\"explode\",\"reason\":\"x\"} | 422 | action",
        "{\"filter\":{\"definition\":\"d\"},\"action\":\"pause\"} | 422 | reason",
        "{\"filter\":{\"definition\":\"d\"},\"action\":\"skip\",\"reason\":\"x\"} | 422 | step",
        "{\"filter\":{\"status\":\"asleep\"},\"action\":\"pause\",\"reason\":\"x\"} | 422 | filter.status",
        "{\"filter\":{\"status\":[]},\"action\":\"pause\",\"reason\":\"x\"} | 422 | filter.status",
        "{\"filter\":{\"ids\":[]},\"action\":\"pause\",\"reason\":\"x\"} | 422 | filter.ids",
        "{\"filter\":{\"ids\":[\"x\"]},\"action\":\"pause\",\"reason\":\"x\"} | 400 | filter.ids[0]",
        "{\"filter\":{\"createdAfter\":\"noon\"},\"action\":\"pause\",\"reason\":\"x\"} | 422 | filter.createdAfter",
        "{\"filter\":{\"tenant\":\"t\"},\"action\":\"pause\",\"reason\":\"x\"} | 400 | filter.tenant",
        "{\"filter\":{\"definition\":\"d\"},\"action\":\"pause\",\"reason\":\"x\",\"limit\":1001} | 422 | limit",
      })
  void namesWhatIsWrongWithARequest(String body, int status, String field) {
    bulk(body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("violations.field", hasItem(field));
  }
}
