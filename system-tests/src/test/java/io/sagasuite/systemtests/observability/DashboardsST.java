package io.sagasuite.systemtests.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sagasuite.localstack.launcher.SuiteHome;
import io.sagasuite.systemtests.SuiteStack;
import io.sagasuite.systemtests.observability.Dashboard.Panel;
import io.sagasuite.systemtests.observability.Dashboard.Target;
import io.sagasuite.systemtests.observability.Dashboard.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every panel has data and can be drawn, every rule can be asked, every metric that is spoken of
/// is there. Needs a Prometheus, and for pictures a Chromium: where they are not, it is skipped.
class DashboardsST {

  /// What Kafka's clients measure is looked at once a minute, so that it comes late.
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  /// How long it takes at most until a saga is parked, and a command is sent again.
  private static final Duration TROUBLE = Duration.ofSeconds(60);

  private static final Duration DRAWING = Duration.ofSeconds(60);

  /// The titles of those panels that have a line.
  private static final String DRAWN = "section:has(path.path[d^=M]:not([d=M])) h3";

  private static final Path FOLDER = SuiteHome.find().resolve("system-tests/target/dashboards");

  @TempDir private static Path temporary;

  private static Instant since = Instant.EPOCH;
  private static @Nullable PrometheusServer prometheus;

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @BeforeAll
  static void watchTraffic() throws IOException {
    assumeTrue(PrometheusServer.program().isPresent(), "prometheus is not on this machine");
    Files.createDirectories(FOLDER);
    List<String> targets =
        SuiteStack.services().stream()
            .map(service -> SuiteStack.url(service).replace("http://", ""))
            .toList();
    prometheus =
        PrometheusServer.start(
            PrometheusServer.program().get(), temporary, FOLDER.resolve("prometheus.log"), targets);
    since = Instant.now();
    var traffic = new Traffic();
    traffic.begin();
    traffic.round();
    await()
        .atMost(TROUBLE)
        .until(
            () -> api().samples("sum(saga_parked_total) and sum(saga_resends_total)", since) > 0);
    traffic.round();
    traffic.end();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelHasData(Dashboard dashboard) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(empty(dashboard)).as("without data").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableHasValues(Dashboard dashboard) throws Exception {
    assertThat(dashboard.variables()).isNotEmpty();
    for (Variable variable : dashboard.variables()) {
      assertThat(api().labelValues(variable.label(), variable.selector())).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aBrowserDrawsEveryPanel(Dashboard dashboard) throws Exception {
    assumeTrue(Browser.isHere(), "chromium and its driver are not on this machine");
    assumeTrue(PrometheusServer.libraries().isPresent(), "prometheus has no console libraries");
    everyPanelHasData(dashboard);
    List<String> panels =
        dashboard.panels().stream().filter(panel -> !panel.isRow()).map(Panel::title).toList();

    try (var browser = Browser.start(FOLDER.resolve(dashboard.name() + ".log"))) {
      browser.visit(page(dashboard));
      try {
        await()
            .atMost(DRAWING)
            .untilAsserted(
                () -> assertThat(browser.texts(DRAWN)).containsExactlyElementsOf(panels));
      } finally {
        browser.photograph(FOLDER.resolve(dashboard.name() + ".png"));
      }
    }
  }

  @Test
  void everyServiceIsAskedAndEveryRuleHolds() throws Exception {
    assertThat(api().targets())
        .hasSameSizeAs(SuiteStack.services())
        .allSatisfy((target, health) -> assertThat(health).as(target).isEqualTo("up"));
    assertThat(api().rules())
        .hasSizeGreaterThan(10)
        .allSatisfy((rule, health) -> assertThat(health).as(rule).isEqualTo("ok"));
  }

  @Test
  void everyMetricThatIsNamedExists() {
    await().atMost(PATIENCE).untilAsserted(DashboardsST::requireNamedMetrics);
  }

  /// The address of a page that shows all that has been measured until now.
  private static String page(Dashboard dashboard) throws IOException {
    String page = dashboard.name() + ".html";
    long seconds = Duration.between(since, Instant.now()).toSeconds() + 5;
    Files.writeString(server().consoles().resolve(page), ConsolePage.of(dashboard, seconds));
    return server().url() + "/consoles/" + page;
  }

  private static void requireNamedMetrics() throws Exception {
    Set<String> existing = new HashSet<>(api().labelValues("__name__"));
    for (String file :
        List.of(
            "docs/operations.md",
            "deploy/observability/alerts.yml",
            "deploy/observability/dashboards/sagas.json",
            "deploy/observability/dashboards/services.json")) {
      assertThat(NamedMetrics.in(file))
          .as(file)
          .isNotEmpty()
          .allSatisfy(name -> assertThat(NamedMetrics.isAmong(existing, name)).as(name).isTrue());
    }
  }

  private static List<String> empty(Dashboard dashboard) throws Exception {
    List<String> empty = new ArrayList<>();
    for (Panel panel : dashboard.panels()) {
      for (Target target : panel.targets()) {
        if (api().samples(target.expression(), since) == 0) {
          empty.add(panel.title() + ": " + target.expression());
        }
      }
    }
    return empty;
  }

  private static PrometheusApi api() {
    return new PrometheusApi(server().url());
  }

  private static PrometheusServer server() {
    return Objects.requireNonNull(prometheus);
  }
}
