package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One process of a stack: it can be asked, killed and started again at any time, from any thread.
/// Asking takes no lock, because listeners ask about all processes while one of them starts.
public final class StackProcess {

  private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

  private final Place place;
  private final Supplier<ChildProcess> starter;
  private final BooleanSupplier health;
  private final StackListener listener;
  private volatile @Nullable ChildProcess current;
  private volatile int restarts;

  /// What a process is called, where it answers and where it writes.
  record Place(String name, String url, Path logFile) {}

  StackProcess(
      Place place, Supplier<ChildProcess> starter, BooleanSupplier health, StackListener listener) {
    this.place = place;
    this.starter = starter;
    this.health = health;
    this.listener = listener;
  }

  public String name() {
    return place.name();
  }

  public String url() {
    return place.url();
  }

  public Path logFile() {
    return place.logFile();
  }

  /// The process id, 0 while it does not run.
  public long pid() {
    return running().map(ChildProcess::pid).orElse(0L);
  }

  /// How often it was started again.
  public int restarts() {
    return restarts;
  }

  /// Whether it runs and says itself that it is ready.
  public boolean isHealthy() {
    return pid() != 0 && health.getAsBoolean();
  }

  /// SIGKILL, for the whole process tree; returns when it is gone.
  public synchronized void kill() {
    ChildProcess child = current;
    if (child != null) {
      child.kill();
    }
  }

  /// Kills what still runs and starts anew; returns before the new process is healthy.
  public synchronized void restart() {
    kill();
    restarts++;
    start();
  }

  synchronized void start() {
    ChildProcess started = starter.get();
    current = started;
    listener.started(this);
    started.onExit(status -> listener.ended(this, status));
  }

  /// An orderly end.
  synchronized void stop() {
    ChildProcess child = current;
    if (child != null) {
      child.stop(STOP_DEADLINE);
    }
  }

  private Optional<ChildProcess> running() {
    return Optional.ofNullable(current).filter(ChildProcess::isAlive);
  }
}
