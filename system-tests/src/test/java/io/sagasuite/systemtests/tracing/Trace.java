package io.sagasuite.systemtests.tracing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.sagasuite.systemtests.SuiteStack;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// All spans of one trace.
record Trace(List<TraceSpan> spans) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// What a caller sends who wants its request traced.
  static String sampled() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "00-" + random + "-" + random.substring(16) + "-01";
  }

  static String idOf(String traceparent) {
    return traceparent.substring(3, 35);
  }

  /// The trace once it has everything that the caller waits for.
  static Trace read(String traceId, Predicate<Trace> isWhole) {
    return await().atMost(PATIENCE).until(() -> now(traceId), isWhole);
  }

  private static Trace now(String traceId) {
    Response answer = given().baseUri(SuiteStack.url("zipkin")).get("/api/v2/trace/{id}", traceId);
    if (answer.statusCode() == 404) {
      return new Trace(List.of());
    }
    JsonPath json = answer.then().statusCode(200).extract().jsonPath();
    return new Trace(json.<Map<String, Object>>getList("").stream().map(TraceSpan::of).toList());
  }

  /// Whether every span hangs on another one but the request, which comes last.
  boolean isWhole() {
    return request().isPresent() && roots().size() == 1;
  }

  /// The only span that hangs on no other.
  TraceSpan root() {
    assertThat(roots()).hasSize(1);
    return roots().getFirst();
  }

  private List<TraceSpan> roots() {
    Set<String> ids = spans.stream().map(TraceSpan::id).collect(Collectors.toSet());
    return spans.stream().filter(span -> !ids.contains(String.valueOf(span.parentId()))).toList();
  }

  /// The request that began it all.
  Optional<TraceSpan> request() {
    return spans.stream().filter(span -> span.kind().equals("SERVER")).findFirst();
  }

  boolean has(String name) {
    return !named(name).isEmpty();
  }

  /// The spans of that name, first one first.
  List<TraceSpan> named(String name) {
    return spans.stream()
        .filter(span -> span.name().equalsIgnoreCase(name))
        .sorted(Comparator.comparing(TraceSpan::startedAt))
        .toList();
  }
}
