package io.sagasuite.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {

  private static final String URL = "http://127.0.0.1:9000/v1/networks";

  @Test
  void fillsInWhatIsUsual() {
    CallSpec spec = CallReader.read(Map.of("url", URL));
    assertThat(spec.request()).isEqualTo(new CallRequest("GET", URL, Map.of(), Map.of(), null));
    assertThat(spec.accept()).isEqualTo(Acceptance.USUAL);
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.outputs()).isEqualTo(new Outputs(Map.of(), false));
    assertThat(spec.hostKey()).isEqualTo("127.0.0.1:9000");
  }

  @Test
  void readsEveryPart() {
    CallSpec spec =
        CallReader.read(
            Map.of(
                "method", "post",
                "url", URL,
                "headers", Map.of("X-Team", 7),
                "query", Map.of("dry", false, "of", List.of("a", 2)),
                "body", Map.of("name", "n1"),
                "accept", List.of(200, 201L),
                "timeout", "PT10S",
                "outputs", Map.of("vpcId", "vpc.id"),
                "onMissingOutput", "skip"));
    assertThat(spec.request())
        .isEqualTo(
            new CallRequest(
                "POST",
                URL,
                Map.of("X-Team", "7"),
                Map.of("dry", List.of("false"), "of", List.of("a", "2")),
                Map.of("name", "n1")));
    assertThat(spec.accept().codes()).isEqualTo(Set.of(200, 201));
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(spec.outputs().skipMissing()).isTrue();
    assertThat(spec.outputs().paths()).containsOnlyKeys("vpcId");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("verb", "GET", "verb is not a part of a call"),
        arguments("url", null, "url is missing"),
        arguments("url", " ", "url is not text"),
        arguments("url", "ftp://host/", "url is not an http or https address"),
        arguments("url", "/v1", "url is not an http or https address"),
        arguments("url", "http:///v1", "url is not an http or https address"),
        arguments("url", "http://user:pass@host/", "url names no host, or more than host and port"),
        arguments("url", "http://host:0/", "url has a port that does not exist"),
        arguments("url", "http://host:65536/", "url has a port that does not exist"),
        arguments("url", "http://host/a b", "url has characters that need percent-encoding"),
        arguments("url", "http://host/a\r\nX: y", "url is not an http or https address"),
        arguments("url", "http://host/#top", "url has a fragment"),
        arguments("method", "TRACE", "method is none of DELETE, GET, HEAD"),
        arguments("method", 7, "method is not text"),
        arguments("headers", List.of(), "headers is not an object"),
        arguments("headers", Map.of("X Team", "a"), "headers has a name that no header can have"),
        arguments("headers", Map.of("X-Team", "a\r\nX: y"), "headers.X-Team has a line break"),
        arguments("headers", Map.of("X-Team", "\u65e5"), "headers.X-Team has a line break, or"),
        arguments("headers", Map.of("Host", "a"), "headers.Host is not for the saga to set"),
        arguments(
            "headers", Map.of("idempotency-key", "a"), "headers.idempotency-key is not for the"),
        arguments("headers", Map.of("a", "1", "A", "2"), "stands there twice"),
        arguments("headers", Map.of("a", List.of()), "headers.a is neither text, number nor truth"),
        arguments("query", "a=b", "query is not an object"),
        arguments("query", Map.of("a", Map.of()), "query.a is neither text, number nor truth"),
        arguments("query", Collections.singletonMap("a", null), "query.a is neither text"),
        arguments("accept", 200, "accept is not a list of status codes"),
        arguments("accept", List.of(), "accept is not a list of status codes"),
        arguments("accept", List.of(200, "201"), "accept[1] is not a whole number"),
        arguments("accept", List.of(new BigDecimal("200.5")), "accept[0] is not a whole number"),
        arguments("accept", Arrays.asList(200, null), "accept[1] is not a whole number"),
        arguments("accept", List.of(99), "accept[0] is not a whole number from 100 to 599"),
        arguments("accept", List.of(600), "accept[0] is not a whole number from 100 to 599"),
        arguments("timeout", 10, "timeout is not text"),
        arguments("timeout", "10s", "timeout is not a duration such as PT10S"),
        arguments("timeout", "PT0S", "timeout is not between"),
        arguments("timeout", "PT-1S", "timeout is not between"),
        arguments("timeout", "PT1H0.001S", "timeout is not between"),
        arguments("timeout", "P106751991168D", "timeout is not"),
        arguments("outputs", List.of("id"), "outputs is not an object"),
        arguments("outputs", Map.of("id", 7), "outputs.id is not text"),
        arguments("outputs", Map.of("id", "a..b"), "outputs.id is not a path"),
        arguments("onMissingOutput", "stop", "onMissingOutput is neither fail nor skip"),
        arguments("body", Map.of("a", List.of("${secret.a/b}")), "body refers to a secret by what"),
        arguments("body", "${secret...x}", "body refers to a secret by what is no name"),
        arguments("query", Map.of("t", "${secret.t"), "query.t refers to a secret without a"),
        arguments("headers", Map.of("T", "${secret.}"), "headers.T refers to a secret by what"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String key, Object value, String sentence) {
    Map<String, Object> input = new HashMap<>(Map.of("url", URL));
    input.put(key, value);
    assertThatThrownBy(() -> CallReader.read(input))
        .isInstanceOfSatisfying(
            RefusedCallException.class,
            e -> {
              assertThat(e.code()).isEqualTo("invalid_call");
              assertThat(e.reason())
                  .startsWith(sentence.startsWith("stands") ? "headers." : sentence);
              assertThat(e.reason()).contains(sentence);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPS://Host/x",
        "http://host",
        "http://host?a=b",
        "http://[::1]:8080/x",
        "http://my_service:80/x",
        "https://hooks/${secret.path}?t=${secret.token}",
        "http://${secret.host}/x"
      })
  void takesAnyAddressThatCanBeCalled(String url) {
    assertThat(CallReader.read(Map.of("url", url)).request().url()).isEqualTo(url);
  }

  @Test
  void countsCallsByHostAndPort() {
    assertThat(CallReader.read(Map.of("url", "https://Host/x")).hostKey()).isEqualTo("host:443");
    assertThat(CallReader.read(Map.of("url", "http://host/${secret.a}")).hostKey())
        .isEqualTo("host:80");
    assertThat(CallReader.read(Map.of("url", "http://${secret.host}:81/")).hostKey())
        .isEqualTo("${secret.host}:81");
  }

  @Test
  void findsTheNamesOfAllSecrets() {
    CallSpec spec =
        CallReader.read(
            Map.of(
                "url", URL + "/${secret.in-url}",
                "headers", Map.of("Authorization", "Bearer ${secret.in-header}"),
                "query", Map.of("t", List.of("${secret.in-query}", "${secret.twice}")),
                "body", Map.of("deep", List.of(Map.of("t", "${secret.in.body} ${secret.twice}")))));
    assertThat(spec.request().secretNames())
        .containsExactlyInAnyOrder("in-url", "in-header", "in-query", "in.body", "twice");
  }
}
