package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Starts servers that should run and do not: after the machine or the service was stopped, and
/// after a crash. One that keeps ending is tried less and less often.
final class ServerWatch implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(ServerWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);
  private static final int DOUBLINGS_MAX = 6;
  private static final int STARTS_AT_ONCE = 4;

  private final InstanceFolders folders;
  private final LocalServers servers;
  private final Consumer<UUID> starter;
  private final Map<UUID, Attempts> attempts = new ConcurrentHashMap<>();
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("instance-watch").factory());
  private final ExecutorService starts =
      Executors.newFixedThreadPool(
          STARTS_AT_ONCE, Thread.ofPlatform().daemon().name("instance-start-", 0).factory());

  /// How often one was started without success that lasts, and when the last time was.
  private record Attempts(int count, long lastNanos) {

    boolean isOver(long nowNanos) {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count, DOUBLINGS_MAX));
      return nowNanos - lastNanos
          > (pause.compareTo(LAST_PAUSE) < 0 ? pause : LAST_PAUSE).toNanos();
    }
  }

  /// @param starter starts one unless somebody else is at it
  ServerWatch(InstanceFolders folders, LocalServers servers, Consumer<UUID> starter) {
    this.folders = folders;
    this.servers = servers;
    this.starter = starter;
  }

  void open() {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits for what it has begun.
  @Override
  public void close() {
    timer.shutdownNow();
    starts.shutdown();
    try {
      if (!starts.awaitTermination(FIRST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        starts.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      folders.all().forEach(this::look);
    } catch (RuntimeException e) {
      LOGGER.warn("instances could not be looked at", e);
    }
  }

  private void look(InstanceFolder folder) {
    UUID id = folder.instanceId();
    long now = System.nanoTime();
    Attempts before = attempts.getOrDefault(id, new Attempts(0, now - LAST_PAUSE.toNanos()));
    if (servers.isRunning(folder)) {
      if (before.isOver(now) && now - before.lastNanos() > LAST_PAUSE.toNanos()) {
        attempts.remove(id);
      }
    } else if (folder.hasData() && before.isOver(now) && underWay.add(id)) {
      attempts.put(id, new Attempts(before.count() + 1, now));
      starts.execute(() -> start(id));
    }
  }

  private void start(UUID id) {
    try {
      starter.accept(id);
    } catch (ProvisioningException e) {
      LOGGER.warnf("an instance does not start, instance-id=%s, reason=%s", id, e.reason());
    } catch (RuntimeException e) {
      LOGGER.errorf(e, "an instance does not start, instance-id=%s", id);
    } finally {
      underWay.remove(id);
    }
  }
}
