package io.sagasuite.systemtests.conformance;

import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The running copies of the participant: one, or for a while two.
final class Copies implements AutoCloseable {

  private final Subject subject;
  private final Path folder;
  private final Map<String, String> environment;
  private @Nullable ChildProcess first;
  private @Nullable ChildProcess second;

  Copies(Subject subject, Path folder, Map<String, String> environment) {
    this.subject = subject;
    this.folder = folder;
    this.environment = environment;
  }

  boolean isRunning() {
    return first != null && first.isAlive();
  }

  /// Starts the copy that all checks need.
  void start() {
    first = start("participant");
  }

  /// Starts another one beside it.
  void startSecond() {
    second = start("participant-2");
  }

  /// SIGKILL, in the middle of whatever it does.
  void kill() {
    if (first != null) {
      first.kill();
    }
  }

  void killSecond() {
    if (second != null) {
      second.kill();
    }
  }

  Path log() {
    return folder.resolve("participant.log");
  }

  /// The last line that the participant has written.
  String lastWords() {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(Predicate.not(String::isBlank)).reduce("", (before, last) -> last);
    } catch (IOException | UncheckedIOException unreadable) {
      return "";
    }
  }

  @Override
  public void close() {
    kill();
    killSecond();
  }

  private ChildProcess start(String name) {
    Map<String, String> own = new HashMap<>(environment);
    own.put("HTTP_PORT", Integer.toString(Ports.free(1).getFirst()));
    List<String> shell =
        List.of("sh", "-c", "cd \"$0\" && exec " + subject.command(), subject.folder().toString());
    return ChildProcess.start(
        new ChildSpec(
            name,
            shell,
            own,
            folder.resolve(name + ".log"),
            folder.resolve(name + ".pid"),
            "TERM",
            "KILL",
            false));
  }
}
