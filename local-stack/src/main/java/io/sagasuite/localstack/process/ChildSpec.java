package io.sagasuite.localstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start: a command with its environment, where its output goes and where its pid is kept.
/// Both signals are names as `kill` knows them: `stopSignal` asks it to end, `orphanSignal` reaches
/// it when its parent is gone. One that `refusesRoot` gets a user namespace of its own under root.
public record ChildSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path logFile,
    Path pidFile,
    String stopSignal,
    String orphanSignal,
    boolean refusesRoot) {

  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// A JVM: ends in order on SIGTERM, and at once when it is orphaned.
  public static ChildSpec jvm(
      String name, List<String> command, Map<String, String> environment, Path logFile, Path pids) {
    return new ChildSpec(
        name, command, environment, logFile, pids.resolve(name + ".pid"), "TERM", "KILL", false);
  }
}
