package io.sagasuite.localstack.zipkin;

import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.HttpHealth;
import io.sagasuite.localstack.process.JavaProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Zipkin in a JVM of its own, reachable from this machine only. It keeps the latest spans in
/// memory, so many and no more, and forgets them when it ends.
///
/// @param pids where its pid is kept
public record EmbeddedZipkin(int port, Path logFile, Path pids) {

  /// Its name among the processes of a stack.
  public static final String NAME = "zipkin";

  private static final int SPANS_MAX = 20_000;
  private static final String MAIN_CLASS = "zipkin.server.ZipkinServer";
  private static final List<String> JVM_OPTIONS =
      List.of("-Xms32m", "-Xmx192m", "-Xss512k", "-XX:TieredStopAtLevel=1");

  /// The server of these jars.
  public static JavaProgram program(List<Path> jars) {
    return JavaProgram.ofJars(jars, MAIN_CLASS).with(JVM_OPTIONS);
  }

  /// Starts the process; returns at once.
  public ChildProcess start(JavaProgram program) {
    return ChildProcess.start(
        ChildSpec.jvm(NAME, program.command(arguments()), Map.of(), logFile, pids));
  }

  /// Where a person looks.
  public String url() {
    return "http://localhost:" + port;
  }

  /// Where spans are sent.
  public String spansUrl() {
    return "http://127.0.0.1:" + port + "/api/v2/spans";
  }

  /// The page of one trace, with its id left open.
  public String traceUrlTemplate() {
    return url() + "/zipkin/traces/{traceId}";
  }

  /// Whether a Zipkin answers there.
  public static boolean isReady(String url) {
    return HttpHealth.isGood(url + "/health");
  }

  /// Collectors other than the one over HTTP are closed, whatever the environment says.
  private List<String> arguments() {
    return List.of(
        "--armeria.ports[0].ip=127.0.0.1",
        "--armeria.ports[0].port=" + port,
        "--armeria.ports[0].protocols[0]=http",
        "--zipkin.storage.type=mem",
        "--zipkin.storage.mem.max-spans=" + SPANS_MAX,
        "--zipkin.collector.kafka.enabled=false",
        "--zipkin.collector.rabbitmq.enabled=false",
        "--zipkin.collector.activemq.enabled=false",
        "--zipkin.collector.grpc.enabled=false",
        "--spring.main.banner-mode=off",
        "--logging.level.root=WARN");
  }
}
