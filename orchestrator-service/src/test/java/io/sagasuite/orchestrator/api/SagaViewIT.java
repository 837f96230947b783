package io.sagasuite.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.orchestrator.testing.PlayedParticipants;
import io.sagasuite.saga.decision.Outcome;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SagaViewIT {

  private static final String EACH =
      """
      apiVersion: saga/v1
      name: NAME
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          forEach: { items: "${input.items}", maxConcurrent: 200 }
          input: { item: "${item}" }
          onFailure: continue
        gift:
          participant: shipping
          command: AddGift
          compensation: none
          needs: [reserve]
          when: input.gift
      """;

  private static final String APPROVAL =
      """
      apiVersion: saga/v1
      name: NAME
      steps:
        approve: { signal: approved }
      """;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  @Inject Begun begun;
  @Inject Pool pool;

  @Test
  void showsElementsUnderTheirStep() throws InterruptedException {
    try (PlayedParticipants participants = new PlayedParticipants(bootstrapServers)) {
      participants.answer(command ->
          Integer.valueOf(7).equals(command.input().get("item"))
              ? Optional.of(new Outcome.Rejected("sold_out", "there is none"))
              : PlayedParticipants.succeed(command));
      List<Integer> items = IntStream.range(0, 120).boxed().toList();
      UUID saga = begun.saga(Begun.put(EACH), "k", Map.of("items", items, "gift", false));
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(
              () -> RestAssured.get("/sagas/" + saga).then().body("status", equalTo("completed")));

      RestAssured.get("/sagas/" + saga)
          .then()
          .body("steps.name", equalTo(List.of("reserve", "gift")))
          .body("steps[0].items.count", equalTo(120))
          .body("steps[0].items.succeeded", equalTo(119))
          .body("steps[0].items.failed", equalTo(1))
          .body("steps[0].items.elements", hasSize(100))
          .body("steps[0].items.elements[7].error.code", equalTo("sold_out"))
          .body("steps[1].items", nullValue())
          .body("steps[1].status", equalTo("skipped"))
          .body("steps[1].skippedBecause", equalTo("its condition does not hold: input.gift"));
      RestAssured.get("/sagas/" + saga + "?items=all")
          .then()
          .body("steps[0].items.elements", hasSize(120))
          .body("steps[0].items.elements.name", everyItem(startsWith("reserve[")));
      RestAssured.get("/sagas/" + saga + "?items=some").then().statusCode(400);
      assertThat(
              RestAssured.given()
                  .accept("text/plain")
                  .get("/sagas/" + saga + "/ledger")
                  .asString()
                  .lines())
          .hasSizeLessThan(60)
          .anyMatch(line -> line.contains("reserve[7]"))
          .anyMatch(line -> line.contains("more elements"));
    }
  }

  @Test
  void keepsPagesStableWhileSagasBegin() {
    String definition = Begun.put(APPROVAL);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      before.addFirst(begun.saga(definition).toString());
    }
    List<String> seen = new ArrayList<>();
    String path = "/sagas?limit=3&definition=" + definition;
    String cursor = "";
    do {
      JsonPath page = RestAssured.get(path + cursor).then().statusCode(200).extract().jsonPath();
      seen.addAll(page.getList("sagas.sagaId"));
      begun.saga(definition);
      cursor = page.getString("nextCursor") == null ? "" : "&cursor=" + page.get("nextCursor");
    } while (!cursor.isEmpty());

    assertThat(seen).isEqualTo(before);
  }

  @Test
  void searchesByAllThatIsSaid() {
    String definition = Begun.put(APPROVAL);
    UUID first = begun.saga(definition, "key-a", Map.of());
    UUID second = begun.saga(definition, "key-b", Map.of());
    RestAssured.given()
        .contentType("application/json")
        .body("{\"reason\":\"x\"}")
        .post("/sagas/" + second + "/pause")
        .then()
        .statusCode(200);
    String search = "/sagas?count=true&definition=" + definition;

    finds(search, first, second);
    finds(search + "&businessKey=key-a", first);
    finds(search + "&businessKey=key");
    finds(search + "&status=paused", second);
    finds(search + "&status=paused,running", first, second);
    String createdAt = Begun.view(second).getString("createdAt");
    finds(search + "&createdBefore=" + createdAt, first);
    finds(search + "&createdAfter=" + createdAt);
  }

  private static void finds(String path, UUID... sagas) {
    RestAssured.get(path)
        .then()
        .statusCode(200)
        .body(
            "sagas.sagaId",
            containsInAnyOrder(List.of(sagas).stream().map(UUID::toString).toArray()))
        .body("count", equalTo(sagas.length));
  }

  @Test
  void findsTheFewThatNeedAPersonWithoutLookingAtAll() {
    long before = scansOfRareStatuses();

    RestAssured.get("/sagas?status=parked,failed").then().statusCode(200);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          RestAssured.get("/sagas?status=parked,failed");
          return scansOfRareStatuses() > before;
        });
  }

  private long scansOfRareStatuses() {
    String scans =
        "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'saga_status_rare'";
    return pool.query(scans).execute().await().indefinitely().iterator().next().getLong(0);
  }

  @Test
  void showsParentsAndChildren() {
    String child = Begun.put(APPROVAL);
    String parent =
        "apiVersion: saga/v1\nname: NAME\nsteps:\n  run: { saga: %s }\n".formatted(child);
    UUID saga = begun.saga(Begun.put(parent));
    String childId = Begun.view(saga).getString("steps[0].childSagaId");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            RestAssured.get("/sagas/" + childId)
                .then()
                .statusCode(200)
                .body("definition", equalTo(child))
                .body("parent.sagaId", equalTo(saga.toString()))
                .body("parent.step", equalTo("run")));
  }

  @Test
  void namesEveryParameterThatIsWrong() {
    RestAssured.get(
            "/sagas?status=asleep&createdAfter=noon&createdBefore=x&limit=0&cursor=c&count=maybe")
        .then()
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder(
                "limit", "cursor", "count", "status", "createdAfter", "createdBefore"));
  }
}
