package io.sagasuite.http.messaging;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.sagasuite.http.messaging.PlayedService.Answer;
import io.sagasuite.localstack.testing.LocalStackResource;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(CallsProfile.class)
@QuarkusTestResource(LocalStackResource.class)
class CallsIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.open(kafka);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void callsWithAllThatTheSagaWroteAndTakesItsOutputs() {
    stage
        .service()
        .plays(_ ->
            new Answer(
                201,
                "{\"vpc\":{\"id\":\"v-1\"},\"items\":[{\"id\":7}]}",
                Map.of("Location", "/v1/networks/v-1")));

    Map<String, Object> input = new HashMap<>(stage.post("/v1/networks?region=eu"));
    input.put("headers", Map.of("X-Team", "a", "Authorization", "Bearer ${secret.filed}"));
    input.put("query", Map.of("dry", "false", "of", List.of("a b", "c&d")));
    input.put("accept", List.of(200, 201));
    input.put(
        "outputs",
        Map.of("vpcId", "vpc.id", "first", "items[0].id", "location", "headers.location"));
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    stage.probe().send(Stage.traced(stage.execute(1, input), traceparent));

    assertThat(stage.reply().outcome())
        .isEqualTo(
            new Outcome.Succeeded(
                Map.of("vpcId", "v-1", "first", 7, "location", "/v1/networks/v-1")));
    assertThat(stage.service().asked())
        .singleElement()
        .satisfies(asked -> {
          assertThat(asked.method()).isEqualTo("POST");
          assertThat(asked.path())
              .startsWith("/v1/networks?region=eu&")
              .contains("&dry=false", "&of=a%20b&of=c%26d");
          assertThat(asked.body()).isEqualTo("{\"name\":\"n1\"}");
          assertThat(asked.header("Content-Type")).isEqualTo("application/json");
          assertThat(asked.header("X-Team")).isEqualTo("a");
          assertThat(asked.header("Authorization")).isEqualTo("Bearer " + CallsProfile.FILED);
          assertThat(asked.header("Idempotency-Key")).isEqualTo(stage.key("execute"));
          assertThat(asked.header("traceparent")).isEqualTo(traceparent);
        });
    when()
        .get("/calls?sagaId=" + stage.saga())
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].step", equalTo("make-network"))
        .body("[0].direction", equalTo("execute"))
        .body("[0].attempt", equalTo(1))
        .body("[0].method", equalTo("POST"))
        .body("[0].url", equalTo(stage.service().url("/v1/networks?region=eu")))
        .body("[0].status", equalTo("done"))
        .body("[0].httpStatus", equalTo(201))
        .body("[0].durationMs", notNullValue())
        .body("[0].createdAt", notNullValue());
  }

  @Test
  void callsOnceHoweverOftenTheCommandComes() {
    stage.service().plays(_ -> slowly(300, new Answer(200, "{\"id\":\"x\"}")));
    CommandMessage first = stage.execute(1, withOutput(stage.post("/"), "id"));
    CommandMessage second = stage.execute(2, withOutput(stage.post("/"), "id"));
    stage.probe().send(first, first, second);
    Outcome done = stage.reply().outcome();
    assertThat(done).isEqualTo(new Outcome.Succeeded(Map.of("id", "x")));

    stage.probe().send(first, stage.execute(3, withOutput(stage.post("/"), "id")));

    await()
        .atMost(Stage.PATIENCE)
        .until(() ->
            stage.repliesWithin(Duration.ofMillis(100)).stream()
                .anyMatch(reply -> reply.attempt() == 3 && reply.outcome().equals(done)));
    assertThat(stage.service().asked()).hasSize(1);
  }

  @Test
  void succeedsAtALaterAttemptUnderTheSameKey() {
    stage.service().plays(_ -> new Answer(stage.service().asked().size() == 1 ? 500 : 200, "{}"));

    stage.probe().send(stage.execute(1, stage.post("/")));
    Stage.assertUnknown(stage.reply(), "http_500");
    stage.probe().send(stage.execute(2, stage.post("/")));

    assertThat(stage.reply(2).outcome()).isEqualTo(Stage.UNDONE);
    assertThat(stage.service().asked())
        .extracting(asked -> asked.header("Idempotency-Key"))
        .containsExactly(stage.key("execute"), stage.key("execute"));
  }

  @ParameterizedTest
  @CsvSource({"404, Rejected, http_404", "503, Failed, http_503", "302, Unknown, http_302"})
  void judgesARefusalByItsCode(int status, String outcome, String code) {
    stage
        .service()
        .plays(_ -> new Answer(status, "no such thing", Map.of("Location", "/elsewhere")));

    stage.probe().send(stage.execute(1, stage.post("/")));

    Outcome told = stage.reply().outcome();
    assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(told.toString()).contains(code).contains("no such thing");
    assertThat(stage.service().asked()).hasSize(1);
  }

  @Test
  void saysUnknownWhenNoAnswerComesInTime() {
    stage.service().plays(_ -> slowly(1_500, new Answer(200, "{}")));

    Map<String, Object> input = new HashMap<>(stage.post("/"));
    input.put("timeout", "PT0.3S");
    stage.probe().send(stage.execute(1, input));

    Stage.assertUnknown(stage.reply(), "http_timeout");
    when().get("/calls?sagaId=" + stage.saga()).then().body("[0].status", equalTo("unknown"));
  }

  @Test
  void saysUnknownWhenTheConnectionBreaksAfterSending() {
    stage.service().plays(_ -> Answer.BREAK);

    stage.probe().send(stage.execute(1, stage.post("/")));

    Stage.assertUnknown(stage.reply(), "http_connection_lost");
    assertThat(stage.service().asked()).hasSize(1);
  }

  @Test
  void failsWhenNobodyListens() {
    String url = stage.service().url("/");
    stage.service().close();

    stage.probe().send(stage.execute(1, Map.of("method", "POST", "url", url)));

    assertThat(stage.reply().outcome())
        .isEqualTo(new Outcome.Failed("http_unavailable", "the connection was refused"));
  }

  @Test
  void readsNoMoreThanItMust() {
    stage.service().plays(200, "x".repeat(1_100_000));

    stage.probe().send(stage.execute(1, stage.post("/")));

    Stage.assertUnknown(stage.reply(), "response_too_large");
  }

  @Test
  void saysUnknownWhenAnOutputIsMissing() {
    stage.service().plays(200, "{\"other\":1}");

    stage.probe().send(stage.execute(1, withOutput(stage.post("/"), "vpc.id")));

    assertThat(stage.reply().outcome())
        .isEqualTo(
            new Outcome.Unknown("output_missing", "the service answered 200 without vpc.id"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://127.0.0.1:PORT/, invalid_call",
    "http://localhost:PORT/, host_not_allowed",
    "http://127.0.0.1:PORT/${secret.none}, unknown_secret"
  })
  void sendsNothingOfWhatMustNotBeSent(String url, String code) {
    String port = Integer.toString(stage.service().port());

    stage.probe().send(stage.execute(1, Map.of("url", url.replace("PORT", port))));

    assertThat(stage.reply().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo(code));
    assertThat(stage.service().asked()).isEmpty();
  }

  @Test
  void answersAProblemToAQuestionThatIsNone() {
    when().get("/calls").then().statusCode(400).contentType("application/problem+json");
    when().get("/calls?sagaId=x").then().statusCode(400).contentType("application/problem+json");
  }

  private static Map<String, Object> withOutput(Map<String, Object> input, String path) {
    Map<String, Object> more = new HashMap<>(input);
    more.put("outputs", Map.of("id", path));
    return more;
  }

  private static Answer slowly(int ms, Answer answer) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }
}
