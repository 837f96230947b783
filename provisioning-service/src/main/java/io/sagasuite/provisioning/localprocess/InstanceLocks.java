package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets one at a time change an instance, in this process and in any other that shares the folder.
/// The system frees the lock of a process that dies. There are a fixed number of lock files, which
/// instances share, because one that could be deleted could be locked twice.
final class InstanceLocks {

  private static final int FILES = 64;
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path folder;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  InstanceLocks(Path folder) {
    this.folder = folder;
  }

  /// Fails with `busy` when others do not come to an end in time.
  <T> T with(UUID instanceId, Duration wait, Supplier<T> action) {
    return tryWith(nameOf(instanceId), wait, action)
        .orElseThrow(
            () -> ProvisioningException.failed("busy", "something else is done to the instance"));
  }

  /// Does nothing when others are at it.
  void ifFree(UUID instanceId, Runnable action) {
    var _ = tryWith(nameOf(instanceId), Duration.ZERO, () -> done(action));
  }

  /// Keeps ports from being chosen twice; to be asked for last of all locks.
  <T> T withPorts(Duration wait, Supplier<T> action) {
    return tryWith("ports", wait, action)
        .orElseThrow(() -> ProvisioningException.failed("busy", "others are choosing ports"));
  }

  private <T> Optional<T> tryWith(String name, Duration wait, Supplier<T> action) {
    ReentrantLock lock = locks.computeIfAbsent(name, key -> new ReentrantLock());
    long endNanos = System.nanoTime() + wait.toNanos();
    if (!acquired(lock, wait)) {
      return Optional.empty();
    }
    try (FileChannel channel = open(name)) {
      @Nullable FileLock held = lock(channel, endNanos);
      return held == null ? Optional.empty() : Optional.of(action.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private FileChannel open(String name) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Closing the channel frees it.
  private static @Nullable FileLock lock(FileChannel channel, long endNanos) throws IOException {
    while (true) {
      @Nullable FileLock held = tryLock(channel);
      if (held != null || System.nanoTime() > endNanos) {
        return held;
      }
      Waiting.pause(POLL);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisJvm) {
      return null;
    }
  }

  private static boolean acquired(ReentrantLock lock, Duration wait) {
    try {
      return lock.tryLock(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw Waiting.interrupted();
    }
  }

  private static Boolean done(Runnable action) {
    action.run();
    return true;
  }

  private static String nameOf(UUID instanceId) {
    return Integer.toString(Math.floorMod(instanceId.hashCode(), FILES));
  }
}
