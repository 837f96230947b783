package io.sagasuite.provisioning.localprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which processes belong to a data folder. The pid that a server noted proves nothing: the system
/// may have given it to any process since. A server and all its helpers work inside their data
/// folder, so where the system tells a process's working folder, that decides; elsewhere the
/// program and the moment of its start do.
final class ServerProcesses {

  private static final Duration START_SLACK = Duration.ofSeconds(5);

  private ServerProcesses() {}

  /// The server itself.
  static Optional<ProcessHandle> server(Path data) {
    return PostmasterFile.read(data)
        .flatMap(noted ->
            ProcessHandle.of(noted.pid()).filter(process -> isServer(process, data, noted)));
  }

  /// The server and its helpers, also those that outlived it.
  static List<ProcessHandle> all(Path data) {
    List<ProcessHandle> inside =
        ProcessHandle.allProcesses()
            .filter(ServerProcesses::isPostgres)
            .filter(process -> worksIn(process, data).orElse(false))
            .toList();
    return inside.isEmpty() ? server(data).stream().toList() : inside;
  }

  /// Those that were told this path when they were started.
  static List<ProcessHandle> toldOf(Path path) {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().commandLine().filter(line -> line.contains(path.toString())).isPresent())
        .toList();
  }

  /// SIGKILL; returns whether all are gone in time.
  static boolean kill(List<ProcessHandle> processes, Duration wait) {
    processes.forEach(ProcessHandle::destroyForcibly);
    return Waiting.until(wait, () -> processes.stream().noneMatch(ServerProcesses::runs));
  }

  private static boolean isServer(ProcessHandle process, Path data, PostmasterFile noted) {
    return isPostgres(process)
        && worksIn(process, data).orElseGet(() -> startedAt(process, noted.startedAt()));
  }

  private static boolean startedAt(ProcessHandle process, Instant noted) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, noted).abs().compareTo(START_SLACK) <= 0)
        .isPresent();
  }

  /// One that has ended but that nobody has reaped has no program any more; one whose program was
  /// replaced since has it marked as deleted.
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(ServerProcesses::isPostgres).isPresent();
  }

  /// A program that never was a file can be told as `/`, which has no name.
  static boolean isPostgres(String program) {
    return program.substring(program.lastIndexOf('/') + 1).startsWith("postgres");
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /// Empty where the system does not tell.
  private static Optional<Boolean> worksIn(ProcessHandle process, Path data) {
    try {
      Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
      return Optional.of(folder.equals(data.toRealPath()));
    } catch (IOException notTold) {
      return Optional.empty();
    }
  }
}
