package io.sagasuite.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparedCallTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final PreparedCall.Carried CARRIED =
      new PreparedCall.Carried("saga:step:execute", TRACE);

  @Test
  void fillsInSecretsEverywhereAndShowsThemNowhere() {
    CallSpec spec =
        CallReader.read(
            Map.of(
                "url", "http://host/${secret.a}",
                "query", Map.of("q", "${secret.a}"),
                "headers", Map.of("X", "k ${secret.a}"),
                "body", Map.of("b", List.of("${secret.a}", 1))));
    PreparedCall ready =
        PreparedCall.of(
            spec,
            Map.of("a", "s$1"),
            new PreparedCall.Carried("key", null),
            AllowedHosts.of(List.of("Host")));
    assertThat(ready.target()).isEqualTo(new Target(false, "host", 80, "/s$1?q=s%241"));
    assertThat(ready.headers()).containsEntry("x", "k s$1").doesNotContainKey("traceparent");
    assertThat(ready.body()).isEqualTo("{\"b\":[\"s$1\",1]}");
    assertThat(ready.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(ready.toString()).doesNotContain("s$1");
  }

  @Test
  void carriesKeyAndTraceAndTheUsualHeaders() {
    PreparedCall call = prepared(Map.of("url", "http://h", "body", Map.of("a", 1)), Map.of());
    assertThat(call.headers())
        .containsEntry("idempotency-key", "saga:step:execute")
        .containsEntry("traceparent", TRACE)
        .containsEntry("content-type", "application/json")
        .containsKey("accept");
    assertThat(call.target().path()).isEqualTo("/");
  }

  @Test
  void sendsTextAsItIsUnderTheTypeThatTheSagaGives() {
    PreparedCall plain = prepared(Map.of("url", "http://h", "body", "a=b"), Map.of());
    assertThat(plain.body()).isEqualTo("a=b");
    assertThat(plain.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
    Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");
    PreparedCall form =
        prepared(Map.of("url", "http://h", "body", "a=b", "headers", type), Map.of());
    assertThat(form.headers()).containsEntry("content-type", type.get("Content-Type"));
  }

  @Test
  void sendsNoBodyWhereThereIsNone() {
    PreparedCall call = prepared(Map.of("url", "http://h"), Map.of());
    assertThat(call.body()).isNull();
    assertThat(call.headers()).doesNotContainKey("content-type");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/x, http://h/x?a=b%26c",
    "http://h/x?y=z, http://h/x?y=z&a=b%26c",
    "http://h, http://h/?a=b%26c"
  })
  void addsTheQueryToTheAddress(String url, String whole) {
    PreparedCall call = prepared(Map.of("url", url, "query", Map.of("a", "b&c")), Map.of());
    assertThat("http://" + call.target().host() + call.target().path()).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "http://${secret.s}/, 'a b', invalid_call",
    "http://h/${secret.s}, 'a b', invalid_call",
    "http://${secret.s}/, evil.example, host_not_allowed",
    "http://h:81/, x, host_not_allowed",
    "http://other/, x, host_not_allowed"
  })
  void refusesWhatComesOutWhenTheSecretsAreIn(String url, String secret, String code) {
    assertThatThrownBy(() ->
            PreparedCall.of(
                CallReader.read(Map.of("url", url)),
                Map.of("s", secret),
                CARRIED,
                AllowedHosts.of(List.of("h:80", "a b"))))
        .isInstanceOfSatisfying(
            RefusedCallException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).doesNotContain(secret + " ", "evil");
            });
  }

  @Test
  void passesNoTraceOnThatIsNone() {
    PreparedCall call =
        PreparedCall.of(
            CallReader.read(Map.of("url", "http://h")),
            Map.of(),
            new PreparedCall.Carried("key", "00-x\r\nEvil: y"),
            AllowedHosts.of(List.of()));
    assertThat(call.headers()).doesNotContainKey("traceparent");
  }

  @Test
  void encodesWhatIsNotAscii() {
    PreparedCall call = prepared(Map.of("url", "http://h/\u00fc?a=\u00fc%20"), Map.of());
    assertThat(call.target().path()).isEqualTo("/%C3%BC?a=%C3%BC%20");
  }

  @Test
  void refusesASecretThatWouldAddAHeader() {
    Map<String, Object> input = Map.of("url", "http://h", "headers", Map.of("A", "${secret.s}"));
    assertThatThrownBy(() -> prepared(input, Map.of("s", "x\r\nEvil: y")))
        .isInstanceOf(RefusedCallException.class)
        .hasMessageNotContaining("Evil");
  }

  @Test
  void allowsEveryHostWhenNoneIsNamed() {
    PreparedCall call = prepared(new HashMap<>(Map.of("url", "https://anywhere")), Map.of());
    assertThat(call.target()).isEqualTo(new Target(true, "anywhere", 443, "/"));
  }

  private static PreparedCall prepared(Map<String, Object> input, Map<String, String> secrets) {
    return PreparedCall.of(CallReader.read(input), secrets, CARRIED, AllowedHosts.of(List.of()));
  }
}
