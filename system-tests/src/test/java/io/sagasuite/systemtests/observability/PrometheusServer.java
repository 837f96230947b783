package io.sagasuite.systemtests.observability;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sagasuite.localstack.launcher.SuiteHome;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Prometheus of this machine, with the settings and the alerts that the compose file mounts;
/// only the addresses and the pace are the test's own.
final class PrometheusServer implements AutoCloseable {

  static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(1);

  private static final Duration START_DEADLINE = Duration.ofSeconds(30);
  private static final long STOP_SECONDS = 10;

  /// Where packages put what draws graphs on console pages.
  private static final List<String> LIBRARIES =
      List.of(
          "/etc/prometheus/console_libraries",
          "/usr/share/prometheus/console_libraries",
          "/usr/share/doc/prometheus/examples/console_libraries");

  private final Process process;
  private final String url;
  private final Path consoles;

  private PrometheusServer(Process process, String url, Path consoles) {
    this.process = process;
    this.url = url;
    this.consoles = consoles;
  }

  static Optional<Path> program() {
    return Program.find(List.of("prometheus"));
  }

  /// The folder of its console libraries.
  static Optional<Path> libraries() {
    return Program.firstOf(LIBRARIES.stream().map(folder -> folder + "/prom.lib"))
        .map(Path::getParent);
  }

  /// @param folder where it keeps what it has
  static PrometheusServer start(Path program, Path folder, Path log, Collection<String> targets)
      throws IOException {
    Path consoles = Files.createDirectories(folder.resolve("consoles"));
    Path settings = Files.writeString(folder.resolve("prometheus.yml"), settings(targets));
    String address = "127.0.0.1:" + Ports.free(1).getFirst();
    Stream<String> command =
        Stream.of(
            program.toString(),
            "--config.file=" + settings,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.console.templates=" + consoles,
            "--web.listen-address=" + address);
    Stream<String> drawing =
        libraries().stream().map(libraries -> "--web.console.libraries=" + libraries);
    Process process =
        new ProcessBuilder(Stream.concat(command, drawing).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    var server = new PrometheusServer(process, "http://" + address, consoles);
    await("prometheus, see " + log)
        .atMost(START_DEADLINE)
        .until(() -> new PrometheusApi(server.url).isReady());
    return server;
  }

  String url() {
    return url;
  }

  /// The folder of pages that it serves under `/consoles/`.
  Path consoles() {
    return consoles;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static String settings(Collection<String> targets) throws IOException {
    var yaml = new YAMLMapper();
    Path deploy = SuiteHome.find().resolve("deploy");
    var settings = (ObjectNode) yaml.readTree(deploy.resolve("compose/prometheus.yml").toFile());
    ObjectNode global = settings.withObject("/global");
    String pace = SCRAPE_INTERVAL.toSeconds() + "s";
    global.put("scrape_interval", pace).put("evaluation_interval", pace);
    ArrayNode rules = settings.withArray("/rule_files");
    for (int i = 0; i < rules.size(); i++) {
      String mounted = rules.path(i).asText();
      rules.set(
          i, mounted.replace("/etc/prometheus/suite", deploy.resolve("observability").toString()));
    }
    ArrayNode asked = settings.withArray("/scrape_configs/0/static_configs/0/targets").removeAll();
    targets.forEach(asked::add);
    return yaml.writeValueAsString(settings);
  }
}
