package io.sagasuite.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Remembers a process by its pid and the moment it started, so that a pid which the system has
/// given to somebody else since is never mistaken for ours.
public final class PidFile {

  private static final Duration LEFTOVER_DEADLINE = Duration.ofSeconds(10);

  private PidFile() {}

  public static void write(Path file, ProcessHandle process) {
    try {
      Files.writeString(file, process.pid() + " " + startOf(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The process that wrote or was written into the file, when it still runs.
  public static Optional<ProcessHandle> running(Path file) {
    try {
      String[] words = Files.readString(file).strip().split(" ", 2);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(PidFile::isRunning)
          .filter(process -> words.length == 2 && words[1].equals(startOf(process)));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /// Kills what a crashed run left behind, with its descendants.
  public static void endLeftover(Path file) {
    running(file)
        .ifPresent(process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          Await.until(() -> !isRunning(process), LEFTOVER_DEADLINE);
        });
    delete(file);
  }

  /// Whether it still does something: one that has ended, but that nobody has reaped yet, does not.
  public static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
