package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Starts and stops the servers. They are no children of the service: each has a session of its own
/// and goes on when the service is killed. Only who holds an instance's lock changes anything.
final class LocalServers {

  private static final Logger LOGGER = Logger.getLogger(LocalServers.class);
  private static final Duration START_DEADLINE = Duration.ofSeconds(20);
  private static final Duration IMMEDIATE_DEADLINE = Duration.ofSeconds(4);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);
  private static final Duration PROGRAM_SLACK = Duration.ofSeconds(5);
  private static final int PORTS_MAX = 5;

  private final PostgresPrograms programs;
  private final InstancePorts ports;

  LocalServers(PostgresPrograms programs, InstancePorts ports) {
    this.programs = programs;
    this.ports = ports;
  }

  /// In the server's own words, or `stopped`.
  String phase(InstanceFolder folder) {
    return ServerProcesses.server(folder.data())
        .flatMap(running -> PostmasterFile.read(folder.data()))
        .map(PostmasterFile::status)
        .orElse("stopped");
  }

  boolean isRunning(InstanceFolder folder) {
    return ServerProcesses.server(folder.data()).isPresent();
  }

  /// Starts one that does not run. Where somebody else has taken its port it gets another.
  void start(InstanceFolder folder, Manifest manifest) {
    clearWay(folder);
    new ServerLog(folder.log()).rotate();
    Manifest current = manifest;
    for (int tries = 0; tries < PORTS_MAX; tries++) {
      if (!InstancePorts.isFree(current.port())) {
        current = moved(folder, current);
      }
      if (launch(folder, current.port()) || isRunning(folder)) {
        return;
      }
      if (InstancePorts.isFree(current.port())) {
        break;
      }
    }
    throw ProvisioningException.failed(
        "start_failed",
        "the server does not start: " + new ServerLog(folder.log()).lastComplaint());
  }

  /// An orderly end that waits for no client; one that takes too long is cut short, which leaves
  /// the next start to recover from the log. Returns whether nothing of it runs any more.
  boolean stop(InstanceFolder folder, Duration wait) {
    return !isRunning(folder)
        || stop(folder, "fast", wait)
        || stop(folder, "immediate", IMMEDIATE_DEADLINE);
  }

  /// Ends a server whose data nobody needs any more, by whatever it takes.
  boolean end(InstanceFolder folder) {
    if (isRunning(folder)) {
      stop(folder, "immediate", IMMEDIATE_DEADLINE);
    }
    return ServerProcesses.kill(ServerProcesses.all(folder.data()), KILL_DEADLINE);
  }

  private boolean stop(InstanceFolder folder, String mode, Duration wait) {
    List<String> command =
        List.of(
            "pg_ctl",
            "stop",
            "--silent",
            "--wait",
            "--pgdata=" + folder.data(),
            "--mode=" + mode,
            "--timeout=" + Math.max(1, wait.toSeconds()));
    int status = programs.run(command, "", folder.log(), wait.plus(PROGRAM_SLACK));
    return status == 0 || !isRunning(folder);
  }

  private boolean launch(InstanceFolder folder, int port) {
    List<String> command =
        List.of(
            "pg_ctl",
            "start",
            "--silent",
            "--wait",
            "--pgdata=" + folder.data(),
            "--log=" + folder.log(),
            "--timeout=" + START_DEADLINE.toSeconds(),
            "--options=" + options(port));
    return programs.run(command, "", folder.log(), START_DEADLINE.plus(PROGRAM_SLACK)) == 0;
  }

  /// What an owner must not change, not even with ALTER SYSTEM.
  private static String options(int port) {
    return "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
        .formatted(port);
  }

  /// A server that was killed alone leaves helpers, which keep the next one from starting, and a
  /// note with its pid, which does so too once that pid is somebody else's. With a pid that nobody
  /// has the note stays, since the server itself knows best what to make of it.
  private void clearWay(InstanceFolder folder) {
    if (!ServerProcesses.kill(ServerProcesses.all(folder.data()), KILL_DEADLINE)) {
      throw ProvisioningException.failed("start_failed", "an earlier server does not end");
    }
    Optional<PostmasterFile> noted = PostmasterFile.read(folder.data());
    if (noted.flatMap(file -> ProcessHandle.of(file.pid())).isPresent()) {
      LOGGER.infof(
          "a stale note of a pid is removed, instance-id=%s, pid=%d",
          folder.instanceId(), noted.orElseThrow().pid());
      try {
        Files.deleteIfExists(PostmasterFile.of(folder.data()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Manifest moved(InstanceFolder folder, Manifest manifest) {
    Manifest moved =
        ports.choose(
            folder,
            port -> {
              Manifest other = manifest.onPort(port);
              folder.write(other);
              return other;
            });
    LOGGER.warnf(
        "the port of an instance is taken, it gets another, instance-id=%s, port=%d, new-port=%d",
        folder.instanceId(), manifest.port(), moved.port());
    return moved;
  }
}
