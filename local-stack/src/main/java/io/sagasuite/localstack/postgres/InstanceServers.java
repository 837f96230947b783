package io.sagasuite.localstack.postgres;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.PidFile;
import io.sagasuite.localstack.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Ends the servers of instances that a service was not there to end: they belong to no process of
/// the stack, on purpose, and would stay behind. A pid alone proves nothing, so a process is
/// touched only when it is a PostgreSQL server that works in an instance's data folder.
public final class InstanceServers {

  private static final Duration FAST_DEADLINE = Duration.ofSeconds(8);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);
  private static final Duration START_SLACK = Duration.ofSeconds(5);
  private static final int LINE_OF_START = 2;

  private InstanceServers() {}

  /// Returns when none runs any more.
  ///
  /// @param instances the folder that holds a folder per instance
  public static void endAll(Path instances) {
    List<ProcessHandle> servers = of(instances);
    servers.forEach(server -> Signals.send("INT", server.pid()));
    Await.until(() -> servers.stream().noneMatch(PidFile::isRunning), FAST_DEADLINE);
    List<ProcessHandle> rest =
        Stream.concat(
                servers.stream().filter(PidFile::isRunning).flatMap(InstanceServers::tree),
                makers(instances))
            .toList();
    rest.forEach(ProcessHandle::destroyForcibly);
    Await.until(() -> rest.stream().noneMatch(PidFile::isRunning), KILL_DEADLINE);
  }

  /// The servers that run at the moment.
  static List<ProcessHandle> of(Path instances) {
    if (!Files.isDirectory(instances)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(instances)) {
      return folders.flatMap(folder -> server(folder.resolve("data")).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessHandle> server(Path data) {
    try {
      List<String> note = Files.readAllLines(data.resolve("postmaster.pid"));
      if (note.size() <= LINE_OF_START) {
        return Optional.empty();
      }
      Instant start = Instant.ofEpochSecond(Long.parseLong(note.get(LINE_OF_START).strip()));
      return ProcessHandle.of(Long.parseLong(note.getFirst().strip()))
          .filter(process -> isNamed(process, "postgres"))
          .filter(process -> worksIn(process, data).orElseGet(() -> started(process, start)));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /// What still makes the data of a new one.
  private static Stream<ProcessHandle> makers(Path instances) {
    return ProcessHandle.allProcesses()
        .filter(process -> isNamed(process, "initdb"))
        .filter(process ->
            process.info().commandLine().filter(line -> line.contains(instances + "/")).isPresent())
        .flatMap(InstanceServers::tree);
  }

  private static Stream<ProcessHandle> tree(ProcessHandle process) {
    return Stream.concat(process.descendants(), Stream.of(process));
  }

  /// A process that is just ending or beginning may have no file name at all.
  private static boolean isNamed(ProcessHandle process, String program) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName())
        .filter(name -> name.toString().startsWith(program))
        .isPresent();
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

  private static boolean started(ProcessHandle process, Instant noted) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(start, noted).abs().compareTo(START_SLACK) <= 0)
        .isPresent();
  }
}
