package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the ahead-of-time caches that services lack, once for each build: starts each of them a
/// second time, one after the other, at the lowest priority and out of reach of the stack's broker
/// and databases, and ends it as soon as it answers. The next start of the stack is faster by it.
final class AotTraining implements AutoCloseable {

  private static final String NAME = "aot-training";
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final Duration ANSWER_DEADLINE = Duration.ofMinutes(2);

  /// Writing the cache is most of the work and happens at the end.
  private static final Duration END_DEADLINE = Duration.ofMinutes(3);

  private final StackOptions options;
  private final Thread thread = Thread.ofPlatform().name(NAME).daemon().unstarted(this::run);
  private @Nullable ChildProcess current;
  private boolean closed;

  AotTraining(StackOptions options) {
    this.options = options;
  }

  void start() {
    thread.start();
  }

  private void run() {
    List<ServiceLaunch> missing =
        options.services().stream()
            .map(name -> new ServiceLaunch(name, options))
            .filter(launch -> !launch.cache().isCurrent())
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    options.log().accept("preparing faster starts in the background, once for this build");
    if (missing.stream().allMatch(this::train)) {
      options.log().accept("the next start will be faster");
    }
  }

  /// False when there is no cache after it.
  private boolean train(ServiceLaunch launch) {
    AotCache cache = launch.cache();
    if (cache.isCurrent()) {
      return true;
    }
    Path made = cache.file().resolveSibling(cache.file().getFileName() + ".new");
    int port = Ports.free(1).getFirst();
    ChildProcess child = begin(launch, made, port);
    if (child == null) {
      return false;
    }
    Await.until(() -> Ports.isOpen(port) || !child.isAlive(), ANSWER_DEADLINE);
    child.stop(END_DEADLINE);
    try {
      if (isClosed() || !Files.exists(made)) {
        return false;
      }
      Files.move(made, cache.file(), StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized @Nullable ChildProcess begin(ServiceLaunch launch, Path made, int port) {
    if (closed) {
      return null;
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.addAll(launch.command(List.of("-XX:AOTCacheOutput=" + made)));
    current =
        ChildProcess.start(
            ChildSpec.jvm(NAME, command, environment(port), options.logFile(NAME), options.pids()));
    return current;
  }

  /// Nothing listens on port 1, so that the copy touches neither data nor messages.
  private static Map<String, String> environment(int port) {
    return Map.of(
        "HTTP_PORT", Integer.toString(port),
        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
        "SUITE_DB_HOST", "127.0.0.1",
        "SUITE_DB_PORT", "1",
        "QUARKUS_FLYWAY_MIGRATE_AT_START", "false",
        "QUARKUS_LOG_LEVEL", "OFF");
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// What is not finished is begun anew another time.
  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.kill();
    }
  }
}
