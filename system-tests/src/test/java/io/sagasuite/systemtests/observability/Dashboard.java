package io.sagasuite.systemtests.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A dashboard as it stands in its file, with its own variables set and Grafana's to what Grafana
/// makes of this pace.
record Dashboard(String name, String title, List<Variable> variables, List<Panel> panels) {

  /// Grafana's `$__rate_interval` is four scrapes.
  private static final String RATE_INTERVAL =
      4 * PrometheusServer.SCRAPE_INTERVAL.toSeconds() + "s";

  private static final String INTERVAL = PrometheusServer.SCRAPE_INTERVAL.toSeconds() + "s";

  /// Of all definitions only that of orders is looked at: others have run before, in any number and
  /// with a thousand steps, which is more lines than a browser draws within its time.
  private static final Map<String, String> CHOSEN = Map.of("definition", "order");

  /// One that is chosen from a label's values: `label_values(selector, label)`.
  record Variable(String name, String selector, String label, String value) {}

  record Panel(String title, List<Target> targets) {

    boolean isRow() {
      return targets.isEmpty();
    }
  }

  record Target(String expression, String legend) {}

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
    return SuiteHome.find().resolve("deploy/observability/dashboards");
  }

  @Override
  public String toString() {
    return name;
  }

  private static Dashboard read(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      List<Variable> variables =
          each(json.at("/templating/list")).map(Dashboard::variable).toList();
      return new Dashboard(
          file.getFileName().toString().replace(".json", ""),
          json.path("title").asText(),
          variables,
          each(json.path("panels")).map(panel -> panel(panel, variables)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Variable variable(JsonNode json) {
    String[] query = json.path("query").asText().split("label_values\\(|, *(?=\\w+\\))|\\)$");
    String name = json.path("name").asText();
    String value = CHOSEN.getOrDefault(name, json.path("allValue").asText());
    return new Variable(name, query[1], query[2], value);
  }

  private static Panel panel(JsonNode json, List<Variable> variables) {
    List<Target> targets =
        each(json.path("targets"))
            .map(target ->
                new Target(
                    filledIn(target.path("expr").asText(), variables),
                    target.path("legendFormat").asText()))
            .toList();
    return new Panel(json.path("title").asText(), targets);
  }

  private static String filledIn(String expression, List<Variable> variables) {
    String filled =
        expression.replace("$__rate_interval", RATE_INTERVAL).replace("$__interval", INTERVAL);
    for (Variable variable : variables) {
      filled = filled.replace("$" + variable.name(), variable.value());
    }
    return filled;
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
