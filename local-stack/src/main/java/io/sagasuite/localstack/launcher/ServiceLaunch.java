package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How one service becomes a process: its packaged application and its JVM options.
record ServiceLaunch(String name, StackOptions options) {

  private static final int HEALTH_TIMEOUT_MS = 2_000;
  private static final int HTTP_OK = 200;

  /// Inlining less than by default spares the compilers nearly half of their time and costs code
  /// that has been compiled nothing that shows; docs/benchmarks.md has the figures.
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms32m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:MaxInlineLevel=9",
          "-XX:InlineSmallCode=1500",
          "-XX:FreqInlineSize=150",
          "-XX:TrimNativeHeapInterval=5000",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true");

  /// Refuses a service that is not built.
  void requireBuilt() {
    if (!Files.exists(application())) {
      throw new StackException(service() + "-service is not built, run: mvn package");
    }
  }

  ChildProcess start() {
    List<String> more = new ArrayList<>(cache().javaOptions());
    more.addAll(options.javaOptions().getOrDefault(service(), List.of()));
    return ChildProcess.start(
        ChildSpec.jvm(
            name,
            command(more),
            new ServiceEnvironment(options).of(name, service()),
            options.logFile(name),
            options.pids()));
  }

  /// How the service is started with these further JVM options.
  List<String> command(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-jar", application().toString()));
    return command;
  }

  AotCache cache() {
    return new AotCache(application());
  }

  String url() {
    return "http://localhost:" + options.ports().of(name);
  }

  /// What the service says of itself.
  boolean isReady() {
    return isReady(url());
  }

  static boolean isReady(String url) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create(url.replace("localhost", "127.0.0.1") + "/q/health/ready")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(HEALTH_TIMEOUT_MS);
      connection.setReadTimeout(HEALTH_TIMEOUT_MS);
      return connection.getResponseCode() == HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path application() {
    return options.home().resolve(service() + "-service/target/quarkus-app/quarkus-run.jar");
  }

  private String service() {
    int copy = name.indexOf('-');
    return copy < 0 ? name : name.substring(0, copy);
  }
}
