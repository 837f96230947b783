package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.keys.SuiteKeys;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a stack consists of and where it lives. `services` are process names; what follows a dash
/// numbers the copies of one service.
///
/// @param kubeconfig of the cluster that instances run in; without one they are local processes
/// @param tracing null without a tracing UI
record StackOptions(
    Path home,
    Path dataDir,
    StackPorts ports,
    List<String> services,
    boolean restartDead,
    Map<String, List<String>> javaOptions,
    @Nullable Path kubeconfig,
    @Nullable Tracing tracing,
    Consumer<String> log) {

  static final String ORCHESTRATOR = "orchestrator";
  static final String PROVISIONING = "provisioning";

  Path logFile(String process) {
    return dataDir.resolve("logs").resolve(process + ".log");
  }

  Path pids() {
    return dataDir.resolve("run");
  }

  /// Where instances that are local processes keep their data.
  Path instances() {
    return StackFolder.instances(dataDir);
  }

  /// The tracing UI's process, which only runs in a stack with tracing.
  EmbeddedZipkin zipkin() {
    return new EmbeddedZipkin(
        EmbeddedZipkin.jarOf(home),
        ports.of(EmbeddedZipkin.NAME),
        logFile(EmbeddedZipkin.NAME),
        pids());
  }

  /// Made when they are first asked for.
  SuiteKeys keys() {
    try {
      return SuiteKeys.in(StackFolder.keys(dataDir));
    } catch (IllegalStateException unusable) {
      throw new StackException(String.valueOf(unusable.getMessage()));
    }
  }
}
