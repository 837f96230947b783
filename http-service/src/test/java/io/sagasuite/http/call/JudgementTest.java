package io.sagasuite.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  private static final SecretMask NO_SECRETS = SecretMask.of(List.of());

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          POST,   200, '',                          done,     done
          POST,   204, '',                          done,     done
          POST,   299, '',                          done,     done
          POST,   301, '',                          unknown,  http_301
          GET,    301, '',                          rejected, http_301
          POST,   303, '',                          unknown,  http_303
          POST,   307, '',                          rejected, http_307
          POST,   308, '',                          rejected, http_308
          POST,   400, '',                          rejected, http_400
          POST,   404, '',                          rejected, http_404
          POST,   409, '',                          rejected, http_409
          POST,   429, '',                          failed,   http_429
          POST,   500, '',                          unknown,  http_500
          GET,    500, '',                          unknown,  http_500
          POST,   502, '',                          unknown,  http_502
          POST,   502, 'upstream reset',            unknown,  http_502
          POST,   502, '111: Connection Refused',   failed,   http_502
          POST,   500, 'connection refused',        unknown,  http_500
          POST,   503, '',                          failed,   http_503
          POST,   504, '',                          unknown,  http_504
          POST,   599, '',                          unknown,  http_599
          """)
  void judgesTheUsualAnswers(String method, int status, String body, String word, String code) {
    CallResult result = judge(Map.of("method", method), Direction.EXECUTE, answer(status, body));
    assertThat(result.status()).isEqualTo(word);
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.httpStatus()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "200, unknown",
    "201, done",
    "302, unknown",
    "404, done",
    "410, rejected",
    "503, done",
    "500, unknown"
  })
  void goesByExactlyTheCodesThatAreGiven(int status, String word) {
    Map<String, Object> accept = Map.of("method", "POST", "accept", List.of(201, 404, 503));
    for (Direction direction : Direction.values()) {
      assertThat(judge(accept, direction, answer(status, "")).status()).isEqualTo(word);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, done",
    "404, done",
    "410, done",
    "409, rejected",
    "503, failed",
    "500, unknown"
  })
  void countsAsUndoneWhatIsNotThere(int status, String word) {
    CallResult result =
        judge(
            Map.of("method", "DELETE", "onMissingOutput", "skip", "outputs", Map.of("a", "a")),
            Direction.COMPENSATE,
            answer(status, ""));
    assertThat(result.status()).isEqualTo(word);
  }

  @Test
  void needsNoOutputsOfWhatIsNotThere() {
    Map<String, Object> spec = Map.of("method", "DELETE", "outputs", Map.of("a", "a"));
    assertThat(judge(spec, Direction.COMPENSATE, answer(404, "{\"a\":1}")).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of()));
    assertThat(judge(spec, Direction.COMPENSATE, answer(200, "")).code())
        .isEqualTo("output_missing");
  }

  @Test
  void knowsHowFarAnUnansweredCallHadCome() {
    assertThat(unanswered(new CallAnswer.NotConnected("the connection was refused")))
        .isEqualTo(new Outcome.Failed("http_unavailable", "the connection was refused"));
    assertThat(unanswered(new CallAnswer.TimedOut()))
        .isEqualTo(new Outcome.Unknown("http_timeout", "the service did not answer within PT30S"));
    assertThat(unanswered(new CallAnswer.Lost()))
        .isEqualTo(
            new Outcome.Unknown(
                "http_connection_lost", "the connection was lost after the request was sent"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, unknown, response_too_large",
    "404, rejected, http_404",
    "500, unknown, http_500",
    "503, failed, http_503"
  })
  void judgesAnAnswerThatIsTooLargeByItsCodeWhereTheBodyDoesNotMatter(
      int status, String word, String code) {
    CallResult result =
        judge(Map.of("method", "POST"), Direction.EXECUTE, new CallAnswer.TooLarge(status));
    assertThat(result.status()).isEqualTo(word);
    assertThat(result.code()).isEqualTo(code);
  }

  @Test
  void takesOutputsFromBodyAndHeaders() {
    Map<String, Object> spec =
        Map.of("outputs", Map.of("id", "vpc.id", "all", "vpc", "at", "headers.location"));
    assertThat(judge(spec, Direction.EXECUTE, answer(200, "{\"vpc\":{\"id\":\"v\"}}")).outcome())
        .isEqualTo(
            new Outcome.Succeeded(Map.of("id", "v", "all", Map.of("id", "v"), "at", "/v1/x")));
  }

  @Test
  void namesEveryOutputThatIsMissing() {
    Map<String, Object> spec = Map.of("outputs", Map.of("id", "vpc.id", "at", "headers.none"));
    assertThat(judge(spec, Direction.EXECUTE, answer(201, "not JSON")).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            maybe -> {
              assertThat(maybe.code()).isEqualTo("output_missing");
              assertThat(maybe.message())
                  .startsWith("the service answered 201 without ")
                  .contains("vpc.id", "headers.none");
            });
  }

  @Test
  void leavesOutWhatIsMissingWhenItMay() {
    Map<String, Object> spec =
        Map.of("outputs", Map.of("id", "id", "none", "none"), "onMissingOutput", "skip");
    assertThat(judge(spec, Direction.EXECUTE, answer(200, "{\"id\":1}")).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of("id", 1)));
  }

  @Test
  void takesNoOutputsThatNoMessageCouldCarry() {
    Map<String, Object> spec = Map.of("outputs", Map.of("a", "a", "b", "a"));
    String body = "{\"a\":\"" + "x".repeat(200_000) + "\"}";
    assertThat(judge(spec, Direction.EXECUTE, answer(200, body)).code())
        .isEqualTo("outputs_too_large");
  }

  @Test
  void masksEchoesInOutputsAndMessages() {
    Judgement judgement =
        new Judgement(
            spec(Map.of("outputs", Map.of("echo", "echo", "id", "id"))),
            Direction.EXECUTE,
            SecretMask.of(List.of("s3cr3t")));
    assertThat(judgement.of(answer(200, "{\"echo\":\"Bearer s3cr3t!\",\"id\":1}")).outcome())
        .isEqualTo(new Outcome.Succeeded(Map.of("echo", "Bearer ***!", "id", 1)));
    assertThat(judgement.of(answer(400, "no s3cr3t here")).outcome())
        .isEqualTo(new Outcome.Rejected("http_400", "the service answered 400: no *** here"));
  }

  private static Outcome unanswered(CallAnswer answer) {
    CallResult result = judge(Map.of("method", "POST"), Direction.EXECUTE, answer);
    assertThat(result.httpStatus()).isNull();
    return result.outcome();
  }

  private static CallAnswer answer(int status, String body) {
    return new CallAnswer.Answered(status, Map.of("location", "/v1/x"), body);
  }

  private static CallResult judge(
      Map<String, Object> parts, Direction direction, CallAnswer answer) {
    return new Judgement(spec(parts), direction, NO_SECRETS).of(answer);
  }

  private static CallSpec spec(Map<String, Object> parts) {
    Map<String, Object> input = new HashMap<>(parts);
    input.put("url", "http://127.0.0.1/");
    return CallReader.read(input);
  }
}
