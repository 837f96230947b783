package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Chooses the port of an instance, below those that systems hand out to outgoing connections. A
/// manifest keeps it; whether it is really to be had only the server's own attempt can tell.
final class InstancePorts {

  private static final int FIRST = 22_000;
  private static final int COUNT = 10_000;
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private final InstanceFolders folders;
  private final InstanceLocks locks;

  InstancePorts(InstanceFolders folders, InstanceLocks locks) {
    this.folders = folders;
    this.locks = locks;
  }

  /// Finds one that nobody listens on and no other instance has, and has it written down before
  /// anybody else chooses. Instances begin to look at different places, so that two folders rarely
  /// want the same one.
  <T> T choose(InstanceFolder folder, IntFunction<T> writer) {
    return locks.withPorts(
        LOCK_WAIT,
        () -> {
          Set<Integer> known = known();
          int start = Math.floorMod(folder.instanceId().hashCode(), COUNT);
          return IntStream.range(0, COUNT)
              .map(i -> FIRST + (start + i) % COUNT)
              .filter(port -> !known.contains(port) && isFree(port))
              .mapToObj(writer)
              .findFirst()
              .orElseThrow(() -> ProvisioningException.failed("no_port", "no port is free"));
        });
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private Set<Integer> known() {
    return folders.all().stream()
        .flatMap(folder -> folder.manifest().stream())
        .map(Manifest::port)
        .collect(Collectors.toSet());
  }
}
