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
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.messaging.testing.Commands;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Commands COMMANDS = new Commands("make-network", "CallHttp", "CallHttp");
  private static final Outcome UNDONE = new Outcome.Succeeded(Map.of());

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final UUID saga = UUID.randomUUID();
  private CommandProbe probe;
  private PlayedService service;

  @BeforeEach
  void open() {
    probe = new CommandProbe(kafka, "http");
    service = new PlayedService();
  }

  @AfterEach
  void close() {
    probe.close();
    service.close();
  }

  @Test
  void callsWithAllThatTheSagaWroteAndTakesItsOutputs() {
    service.plays(_ ->
        new Answer(
            201,
            "{\"vpc\":{\"id\":\"v-1\"},\"items\":[{\"id\":7}]}",
            Map.of("Location", "/v1/networks/v-1")));

    Map<String, Object> input = new HashMap<>(post("/v1/networks?region=eu"));
    input.put("headers", Map.of("X-Team", "a", "Authorization", "Bearer ${secret.filed}"));
    input.put("query", Map.of("dry", "false", "of", List.of("a b", "c&d")));
    input.put("accept", List.of(200, 201));
    input.put(
        "outputs",
        Map.of("vpcId", "vpc.id", "first", "items[0].id", "location", "headers.location"));
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    probe.send(traced(COMMANDS.execute(saga, 1, input), traceparent));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(
            new Outcome.Succeeded(
                Map.of("vpcId", "v-1", "first", 7, "location", "/v1/networks/v-1")));
    assertThat(service.asked())
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
          assertThat(asked.header("Idempotency-Key")).isEqualTo(key("execute"));
          assertThat(asked.header("traceparent")).isEqualTo(traceparent);
        });
    when()
        .get("/calls?sagaId=" + saga)
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].step", equalTo("make-network"))
        .body("[0].direction", equalTo("execute"))
        .body("[0].attempt", equalTo(1))
        .body("[0].method", equalTo("POST"))
        .body("[0].url", equalTo(service.url("/v1/networks?region=eu")))
        .body("[0].status", equalTo("done"))
        .body("[0].httpStatus", equalTo(201))
        .body("[0].durationMs", notNullValue())
        .body("[0].createdAt", notNullValue());
  }

  @Test
  void callsOnceHoweverOftenTheCommandComes() {
    service.plays(_ -> slowly(300, new Answer(200, "{\"id\":\"x\"}")));
    CommandMessage first = COMMANDS.execute(saga, 1, withOutput(post("/"), "id"));
    CommandMessage second = COMMANDS.execute(saga, 2, withOutput(post("/"), "id"));
    probe.send(first, first, second);
    Outcome done = probe.replyTo(saga).outcome();
    assertThat(done).isEqualTo(new Outcome.Succeeded(Map.of("id", "x")));

    probe.send(first, COMMANDS.execute(saga, 3, withOutput(post("/"), "id")));

    await()
        .atMost(PATIENCE)
        .until(() ->
            probe.repliesWithin(saga, Duration.ofMillis(100)).stream()
                .anyMatch(reply -> reply.attempt() == 3 && reply.outcome().equals(done)));
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void succeedsAtALaterAttemptUnderTheSameKey() {
    service.plays(_ -> new Answer(service.asked().size() == 1 ? 500 : 200, "{}"));

    probe.send(COMMANDS.execute(saga, 1, post("/")));
    assertUnknown(probe.replyTo(saga), "http_500");
    probe.send(COMMANDS.execute(saga, 2, post("/")));

    assertThat(probe.repliesTo(saga, 2).get(1).outcome()).isEqualTo(UNDONE);
    assertThat(service.asked())
        .extracting(asked -> asked.header("Idempotency-Key"))
        .containsExactly(key("execute"), key("execute"));
  }

  @ParameterizedTest
  @CsvSource({"404, Rejected, http_404", "503, Failed, http_503", "302, Unknown, http_302"})
  void judgesARefusalByItsCode(int status, String outcome, String code) {
    service.plays(_ -> new Answer(status, "no such thing", Map.of("Location", "/elsewhere")));

    probe.send(COMMANDS.execute(saga, 1, post("/")));

    Outcome told = probe.replyTo(saga).outcome();
    assertThat(told.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(told.toString()).contains(code).contains("no such thing");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void saysUnknownWhenNoAnswerComesInTime() {
    service.plays(_ -> slowly(1_500, new Answer(200, "{}")));

    Map<String, Object> input = new HashMap<>(post("/"));
    input.put("timeout", "PT0.3S");
    probe.send(COMMANDS.execute(saga, 1, input));

    assertUnknown(probe.replyTo(saga), "http_timeout");
    when().get("/calls?sagaId=" + saga).then().body("[0].status", equalTo("unknown"));
  }

  @Test
  void saysUnknownWhenTheConnectionBreaksAfterSending() {
    service.plays(_ -> Answer.BREAK);

    probe.send(COMMANDS.execute(saga, 1, post("/")));

    assertUnknown(probe.replyTo(saga), "http_connection_lost");
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void failsWhenNobodyListens() {
    String url = service.url("/");
    service.close();

    probe.send(COMMANDS.execute(saga, 1, Map.of("method", "POST", "url", url)));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(new Outcome.Failed("http_unavailable", "the connection was refused"));
  }

  @Test
  void readsNoMoreThanItMust() {
    service.plays(200, "x".repeat(1_100_000));

    probe.send(COMMANDS.execute(saga, 1, post("/")));

    assertUnknown(probe.replyTo(saga), "response_too_large");
  }

  @Test
  void saysUnknownWhenAnOutputIsMissing() {
    service.plays(200, "{\"other\":1}");

    probe.send(COMMANDS.execute(saga, 1, withOutput(post("/"), "vpc.id")));

    assertThat(probe.replyTo(saga).outcome())
        .isEqualTo(
            new Outcome.Unknown("output_missing", "the service answered 200 without vpc.id"));
  }

  @Test
  void sendsNothingWhenTheCallIsInvalid() {
    probe.send(
        COMMANDS.execute(saga, 1, Map.of("url", service.url("/"), "verb", "POST")),
        COMMANDS.execute(saga, 2, Map.of("url", "http://localhost:" + service.port() + "/")),
        COMMANDS.execute(
            saga, 3, Map.of("url", service.url("/"), "headers", Map.of("X", "${secret.none}"))));

    List<ReplyMessage> replies = probe.repliesTo(saga, 1);
    assertThat(replies.getFirst().outcome())
        .isEqualTo(new Outcome.Rejected("invalid_call", "verb is not a part of a call"));
    await()
        .atMost(PATIENCE)
        .until(() ->
            probe.repliesWithin(saga, Duration.ofMillis(50)).stream()
                .anyMatch(reply -> reply.attempt() == 3));
    assertThat(service.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/, host_not_allowed",
    "http://127.0.0.1:1/${secret.none}, unknown_secret"
  })
  void refusesWhatMustNotBeSent(String url, String code) {
    probe.send(COMMANDS.execute(saga, 1, Map.of("url", url)));

    assertThat(probe.replyTo(saga).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  @Test
  void undoesOnceUnderAKeyOfItsOwn() {
    probe.send(COMMANDS.execute(saga, 1, post("/v1/networks")));
    probe.replyTo(saga);
    CommandMessage undo =
        COMMANDS.compensate(
            saga, 1, Map.of("method", "DELETE", "url", service.url("/v1/networks/n1")));

    probe.send(undo);
    probe.repliesTo(saga, 2);
    probe.send(undo);

    assertThat(probe.repliesTo(saga, 3).subList(1, 3))
        .extracting(ReplyMessage::outcome)
        .containsOnly(UNDONE);
    assertThat(service.asked())
        .extracting(asked -> asked.method() + " " + asked.header("Idempotency-Key"))
        .containsExactly("POST " + key("execute"), "DELETE " + key("compensate"));
  }

  @ParameterizedTest
  @CsvSource({"404", "410"})
  void countsAsUndoneWhatIsNotThere(int status) {
    service.plays(asked -> new Answer(asked.method().equals("DELETE") ? status : 200, "gone"));
    probe.send(COMMANDS.execute(saga, 1, post("/")));
    probe.replyTo(saga);

    probe.send(COMMANDS.compensate(saga, 1, Map.of("method", "DELETE", "url", service.url("/"))));

    assertThat(probe.repliesTo(saga, 2).get(1).outcome()).isEqualTo(UNDONE);
  }

  @Test
  void undoesNothingWhenNothingWasDoneAndRefusesWhatComesAfterwards() {
    probe.send(COMMANDS.compensate(saga, 1, post("/undo")));
    assertThat(probe.replyTo(saga).outcome()).isEqualTo(UNDONE);

    probe.send(COMMANDS.execute(saga, 1, post("/")));

    assertThat(probe.repliesTo(saga, 2).get(1).outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.code()).isEqualTo("fenced"));
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(2);
    assertThat(service.asked()).isEmpty();
  }

  @Test
  void undoesOnlyAfterTheCallUnderWayHasEnded() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    service.plays(asked -> {
      if (asked.method().equals("POST")) {
        arrived.countDown();
        awaitQuietly(release);
      }
      return new Answer(200, "{}");
    });
    probe.send(COMMANDS.execute(saga, 1, post("/")));
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

    probe.send(COMMANDS.compensate(saga, 1, Map.of("method", "DELETE", "url", service.url("/"))));
    assertThat(probe.repliesWithin(saga, Duration.ofSeconds(5))).isEmpty();
    assertThat(service.asked()).hasSize(1);
    release.countDown();

    ReplyMessage undone = probe.replyTo(saga);
    assertThat(undone.direction()).isEqualTo(Direction.COMPENSATE);
    assertThat(undone.outcome()).isEqualTo(UNDONE);
    assertThat(service.asked())
        .extracting(PlayedService.Asked::method)
        .containsExactly("POST", "DELETE");
    assertThat(probe.repliesWithin(saga, A_WHILE)).hasSize(1);
  }

  @Test
  void answersAProblemToAQuestionThatIsNone() {
    when().get("/calls").then().statusCode(400).contentType("application/problem+json");
    when().get("/calls?sagaId=x").then().statusCode(400).contentType("application/problem+json");
  }

  private Map<String, Object> post(String path) {
    return Map.of("method", "POST", "url", service.url(path), "body", Map.of("name", "n1"));
  }

  private static Map<String, Object> withOutput(Map<String, Object> input, String path) {
    Map<String, Object> more = new HashMap<>(input);
    more.put("outputs", Map.of("id", path));
    return more;
  }

  private String key(String direction) {
    return saga + ":make-network:" + direction;
  }

  private static CommandMessage traced(CommandMessage command, String traceparent) {
    return new CommandMessage(
        command.sagaId(),
        command.step(),
        command.direction(),
        command.attempt(),
        command.command(),
        command.input(),
        command.output(),
        traceparent);
  }

  private static Answer slowly(int ms, Answer answer) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertUnknown(ReplyMessage reply, String code) {
    assertThat(reply.outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, maybe -> assertThat(maybe.code()).isEqualTo(code));
  }
}
