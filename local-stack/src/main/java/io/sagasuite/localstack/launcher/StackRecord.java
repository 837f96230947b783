package io.sagasuite.localstack.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sagasuite.localstack.process.PidFile;
import io.sagasuite.localstack.process.Ports;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// What a launcher leaves for other commands to read: its own pid and its processes.
record StackRecord(Path dataDir) {

  static final String LAUNCHER_PID = "launcher.pid";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// One process as `./suite status` shows it; `health` is `healthy`, `unhealthy` or `dead`.
  record Entry(String name, long pid, String url, String health, String log) {

    /// The same process as it is now.
    Entry refreshed() {
      boolean alive = ProcessHandle.of(pid).filter(PidFile::isRunning).isPresent();
      return new Entry(name, pid, url, alive ? healthNow() : "dead", log);
    }

    private String healthNow() {
      return isHealthyNow() ? "healthy" : "unhealthy";
    }

    private boolean isHealthyNow() {
      if (name.equals(EmbeddedZipkin.NAME)) {
        return EmbeddedZipkin.isReady(url);
      }
      return url.startsWith("http")
          ? ServiceLaunch.isReady(url)
          : Ports.isOpen(Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
    }
  }

  /// Names this JVM as the one that runs the stack.
  void claim() {
    try {
      Files.createDirectories(dataDir);
      PidFile.write(dataDir.resolve(LAUNCHER_PID), ProcessHandle.current());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<ProcessHandle> launcher() {
    return PidFile.running(dataDir.resolve(LAUNCHER_PID));
  }

  void write(List<StackProcess> processes) {
    List<Entry> entries =
        processes.stream()
            .map(process ->
                new Entry(
                    process.name(),
                    process.pid(),
                    process.url(),
                    "unknown",
                    process.logFile().toString()))
            .toList();
    try {
      Path written = Files.writeString(dataDir.resolve("stack.json.new"), json(entries));
      Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The processes as they are now; none when no launcher runs.
  List<Entry> read() {
    if (launcher().isEmpty() || !Files.exists(file())) {
      return List.of();
    }
    try {
      Entry[] entries = JSON.readValue(Files.readString(file()), Entry[].class);
      return List.of(entries).stream().map(Entry::refreshed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    PidFile.delete(file());
    PidFile.delete(dataDir.resolve(LAUNCHER_PID));
  }

  static String json(List<Entry> entries) throws IOException {
    return JSON.writeValueAsString(entries);
  }

  private Path file() {
    return dataDir.resolve("stack.json");
  }
}
