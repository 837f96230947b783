package io.sagasuite.localstack.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a stack consists of and where it lives. `services` are process names; what follows a dash
/// numbers the copies of one service.
record StackOptions(
    Path home,
    Path dataDir,
    StackPorts ports,
    List<String> services,
    boolean restartDead,
    Map<String, List<String>> javaOptions,
    Consumer<String> log) {

  Path logFile(String process) {
    return dataDir.resolve("logs").resolve(process + ".log");
  }

  Path pids() {
    return dataDir.resolve("run");
  }
}
