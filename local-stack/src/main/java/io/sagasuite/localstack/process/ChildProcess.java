package io.sagasuite.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/// One running child. It is started from one thread that lives as long as this JVM, because the
/// kernel ties the orphan signal to the thread that forked, not to the process.
public final class ChildProcess {

  private static final ExecutorService FORKER =
      Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "local-stack-forker");
        thread.setDaemon(true);
        return thread;
      });

  /// Keeps glibc from reserving an arena per thread, most of which would stay half empty.
  private static final String ARENAS_MAX = "2";

  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private final ChildSpec spec;
  private final Process process;

  private ChildProcess(ChildSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
  }

  /// Ends what an earlier run left under the same pid file, then starts the command.
  public static ChildProcess start(ChildSpec spec) {
    PidFile.endLeftover(spec.pidFile());
    try {
      return CompletableFuture.supplyAsync(() -> fork(spec), FORKER).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof UncheckedIOException unreadable) {
        throw unreadable;
      }
      throw failed;
    }
  }

  private static ChildProcess fork(ChildSpec spec) {
    try {
      Files.createDirectories(parentOf(spec.logFile()));
      Files.createDirectories(parentOf(spec.pidFile()));
      List<String> command = new ArrayList<>(Tether.prefix(spec));
      command.addAll(spec.command());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("MALLOC_ARENA_MAX", ARENAS_MAX);
      builder.environment().putAll(spec.environment());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.logFile().toFile()));
      Process process = builder.start();
      process.getOutputStream().close();
      PidFile.write(spec.pidFile(), process.toHandle());
      return new ChildProcess(spec, process);
    } catch (IOException e) {
      throw new UncheckedIOException(spec.name() + " cannot be started", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Tells the listener the exit status as soon as the process has ended.
  public void onExit(IntConsumer listener) {
    var _ = process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
  }

  /// SIGKILL for the process and all its descendants; returns when they are gone.
  public void kill() {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> awaitExit(handle, KILL_DEADLINE));
    PidFile.delete(spec.pidFile());
  }

  /// Asks the process to end and kills it when it does not in time.
  public void stop(Duration deadline) {
    if (process.isAlive()) {
      Signals.send(spec.stopSignal(), process.pid());
      awaitExit(process.toHandle(), deadline);
    }
    kill();
  }

  static boolean awaitExit(ProcessHandle handle, Duration deadline) {
    try {
      handle.onExit().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path parentOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " has no folder");
    }
    return parent;
  }
}
