package io.sagasuite.localstack.launcher;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts again what dies, later each time while it keeps dying, and says so in one line.
final class Supervisor implements StackListener, AutoCloseable {

  private static final long FIRST_DELAY_MS = 500;
  private static final long LAST_DELAY_MS = 10_000;
  private static final long STABLE_AFTER_MS = 60_000;

  private final boolean restartDead;
  private final Consumer<String> log;
  private final Runnable onChange;
  private final Map<String, Long> startedAtMs = new ConcurrentHashMap<>();
  private final Map<String, Long> delaysMs = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "local-stack-supervisor");
        thread.setDaemon(true);
        return thread;
      });
  private volatile boolean closing;

  Supervisor(boolean restartDead, Consumer<String> log, Runnable onChange) {
    this.restartDead = restartDead;
    this.log = log;
    this.onChange = onChange;
  }

  @Override
  public void started(StackProcess process) {
    startedAtMs.put(process.name(), nowMs());
    onChange.run();
  }

  @Override
  public void ended(StackProcess process, int exitStatus) {
    if (closing || process.pid() != 0 || !restartDead) {
      return;
    }
    long delayMs = nextDelay(process.name());
    log.accept(
        "%s ended with status %d, restarting it in %d ms, see %s"
            .formatted(process.name(), exitStatus, delayMs, process.logFile()));
    ScheduledFuture<?> unused =
        timer.schedule(() -> restart(process), delayMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing = true;
    timer.shutdownNow();
  }

  private void restart(StackProcess process) {
    if (!closing && process.pid() == 0) {
      process.restart();
    }
  }

  private long nextDelay(String name) {
    boolean stable = nowMs() - startedAtMs.getOrDefault(name, 0L) > STABLE_AFTER_MS;
    return delaysMs.merge(
        name, FIRST_DELAY_MS, (last, first) -> stable ? first : Math.min(2 * last, LAST_DELAY_MS));
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
