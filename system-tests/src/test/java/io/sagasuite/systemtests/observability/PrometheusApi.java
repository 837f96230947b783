package io.sagasuite.systemtests.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What Prometheus answers about its data, its targets and its rules.
record PrometheusApi(String url) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// How many samples an expression has had since then that are numbers.
  long samples(String expression, Instant since) throws IOException, InterruptedException {
    JsonNode data =
        data(
            "/api/v1/query_range",
            Map.of(
                "query",
                expression,
                "start",
                since.toString(),
                "end",
                Instant.now().toString(),
                "step",
                PrometheusServer.SCRAPE_INTERVAL.toSeconds() + "s"));
    return each(data.path("result"))
        .flatMap(series -> each(series.path("values")))
        .filter(sample -> !sample.path(1).asText().equals("NaN"))
        .count();
  }

  /// Each target with its state.
  Map<String, String> targets() throws IOException, InterruptedException {
    return each(data("/api/v1/targets", Map.of()).path("activeTargets"))
        .collect(
            Collectors.toMap(
                target -> target.at("/labels/instance").asText(),
                target -> target.path("health").asText()));
  }

  /// Each alert with its rule's health.
  Map<String, String> rules() throws IOException, InterruptedException {
    return each(data("/api/v1/rules", Map.of()).path("groups"))
        .flatMap(group -> each(group.path("rules")))
        .collect(
            Collectors.toMap(
                rule -> rule.path("name").asText(), rule -> rule.path("health").asText()));
  }

  List<String> labelValues(String label) throws IOException, InterruptedException {
    return texts(data("/api/v1/label/" + label + "/values", Map.of()));
  }

  List<String> labelValues(String label, String selector) throws IOException, InterruptedException {
    return texts(data("/api/v1/label/" + label + "/values", Map.of("match[]", selector)));
  }

  private JsonNode data(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&", "?", ""));
    HttpResponse<String> answer = get(path + query);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " to " + parameters + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).path("data");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60)).build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode list) {
    return each(list).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
