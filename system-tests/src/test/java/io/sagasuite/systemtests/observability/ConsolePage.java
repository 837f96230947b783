package io.sagasuite.systemtests.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sagasuite.systemtests.observability.Dashboard.Panel;
import io.sagasuite.systemtests.observability.Dashboard.Target;
import java.util.List;
import java.util.Map;

/// A dashboard as a page that Prometheus serves and its own scripts draw: one graph for each panel,
/// from that panel's own expressions.
final class ConsolePage {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PANEL_WIDTH = 400;
  private static final int PANEL_HEIGHT = 130;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <title>%s</title>
      {{ template "prom_console_head" }}
      <style>
        body { padding: 1em }
        main { display: flex; flex-wrap: wrap }
        h2 { width: 100%%; font-size: 1.2em; border-bottom: 1px solid #aaa }
        section { width: 480px; margin-bottom: 1em; font-size: 0.8em }
        h3 { font-size: 1.1em; margin-left: 2em }
        .x_tick:not(:nth-child(10n)) .title { display: none }
        .rickshaw_legend { max-width: 460px; box-sizing: border-box }
      </style>
      </head>
      <body><h1>%s</h1><main>
      """;

  private ConsolePage() {}

  static String of(Dashboard dashboard, long seconds) throws JsonProcessingException {
    var page = new StringBuilder(HEAD.formatted(dashboard.title(), dashboard.title()));
    int number = 0;
    for (Panel panel : dashboard.panels()) {
      page.append(
          panel.isRow() ? "<h2>" + panel.title() + "</h2>\n" : graph(panel, number++, seconds));
    }
    return page.append("</main></body></html>\n").toString();
  }

  private static String graph(Panel panel, int number, long seconds)
      throws JsonProcessingException {
    List<String> expressions = panel.targets().stream().map(Target::expression).toList();
    Map<String, Object> settings =
        Map.of(
            "expr", expressions,
            "name", panel.targets().stream().map(ConsolePage::legend).toList(),
            "duration", seconds,
            "width", PANEL_WIDTH,
            "height", PANEL_HEIGHT,
            "min", 0,
            "xTitle", "");
    return """
    <section><h3>%s</h3><div id="panel-%d"></div>
    <script>
    new PromConsole.Graph(Object.assign(%s, { node: document.getElementById("panel-%d") }));
    </script></section>
    """
        .formatted(panel.title(), number, JSON.writeValueAsString(settings), number);
  }

  /// Labels stand in two square brackets there.
  private static String legend(Target target) {
    return target.legend().replace("{{", "[[ ").replace("}}", " ]]");
  }
}
