package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.keys.SuiteKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a stack consists of and where it lives. `services` are process names; what follows a dash
/// numbers the copies of one service.
///
/// @param kubeconfig of the cluster that instances run in; without one they are local processes
record StackOptions(
    Path home,
    Path dataDir,
    StackPorts ports,
    List<String> services,
    boolean restartDead,
    Map<String, List<String>> javaOptions,
    @Nullable Path kubeconfig,
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

  /// Made when they are first asked for.
  SuiteKeys keys() {
    try {
      return SuiteKeys.in(StackFolder.keys(dataDir));
    } catch (IllegalStateException unusable) {
      throw new StackException(String.valueOf(unusable.getMessage()));
    }
  }
}
