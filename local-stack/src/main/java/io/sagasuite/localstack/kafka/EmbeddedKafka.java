package io.sagasuite.localstack.kafka;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.JavaProgram;
import io.sagasuite.localstack.process.PidFile;
import io.sagasuite.localstack.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One Kafka broker in a JVM of its own. Its data directory outlives it, so that a broker killed at
/// any moment starts again with everything it had acknowledged.
public final class EmbeddedKafka implements AutoCloseable {

  private static final Duration READY_DEADLINE = Duration.ofSeconds(60);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final String MAIN_CLASS = "kafka.Kafka";
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx256m",
          "-Xmn32m",
          "-XX:TrimNativeHeapInterval=5000",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private final JavaProgram program;
  private final Path dataDir;
  private final int port;
  private final int controllerPort;
  private final Path logFile;
  private @Nullable ChildProcess process;

  /// A broker on the class path of this JVM.
  public EmbeddedKafka(Path dataDir, int port, int controllerPort, Path logFile) {
    this(JavaProgram.ofThisClassPath(MAIN_CLASS), dataDir, port, controllerPort, logFile);
  }

  public EmbeddedKafka(
      JavaProgram program, Path dataDir, int port, int controllerPort, Path logFile) {
    this.program = program.with(JVM_OPTIONS);
    this.dataDir = dataDir.toAbsolutePath();
    this.port = port;
    this.controllerPort = controllerPort;
    this.logFile = logFile;
  }

  /// A broker of these jars.
  public static JavaProgram program(List<Path> jars) {
    return JavaProgram.ofJars(jars, MAIN_CLASS);
  }

  /// Starts the process; returns at once.
  public ChildProcess start() {
    PidFile.endLeftover(dataDir.resolve("kafka.pid"));
    Path properties = new BrokerFiles(dataDir, port, controllerPort).prepare();
    ChildProcess started =
        ChildProcess.start(
            ChildSpec.jvm(
                "kafka",
                program.command(List.of(properties.toString())),
                Map.of(),
                logFile,
                dataDir));
    process = started;
    return started;
  }

  /// Waits until the broker answers and the suite's topics exist.
  public EmbeddedKafka awaitReady() {
    if (!Await.until(() -> Ports.isOpen(port) || !isAlive(), READY_DEADLINE) || !isAlive()) {
      throw new IllegalStateException("kafka did not start, see " + logFile);
    }
    SuiteTopics.create(bootstrapServers());
    return this;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// SIGKILL, as a power cut of this one process.
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /// An orderly end; the data stays.
  public void stop() {
    if (process != null) {
      process.stop(STOP_DEADLINE);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
