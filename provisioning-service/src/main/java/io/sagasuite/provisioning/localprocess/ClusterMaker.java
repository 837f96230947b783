package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes the data of a new server. The password goes through a pipe: it is in no file, no argument
/// and no environment, so that a crash at any moment leaves nothing of it behind.
final class ClusterMaker {

  private static final int AT_ONCE = 2;
  private static final Duration TURN_WAIT = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  /// Small, since many run side by side; whoever owns one may set it otherwise. Helpers for reading
  /// would be three further processes per server.
  private static final List<String> SETTINGS =
      List.of(
          "shared_buffers=16MB",
          "max_connections=20",
          "min_wal_size=32MB",
          "max_wal_size=256MB",
          "max_worker_processes=4",
          "io_method=sync",
          "jit=off");

  private final PostgresPrograms programs;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  ClusterMaker(PostgresPrograms programs) {
    this.programs = programs;
  }

  /// Only who holds the instance's lock may ask for it.
  void make(InstanceFolder folder, Password password) {
    requireOneLine(password);
    takeTurn();
    try {
      discardMakings(folder);
      Path making = folder.newMaking();
      int status = programs.run(command(making), password.value() + "\n", folder.log(), DEADLINE);
      if (status != 0) {
        discardMakings(folder);
        throw ProvisioningException.failed(
            "initdb_failed",
            "no data could be made: " + new ServerLog(folder.log()).lastComplaint());
      }
      DurableFiles.rename(making, folder.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turns.release();
    }
  }

  /// Ends attempts that outlived the service that began them, and deletes what they wrote.
  static void discardMakings(InstanceFolder folder) {
    for (Path making : folder.makings()) {
      ServerProcesses.kill(ServerProcesses.toldOf(making), KILL_DEADLINE);
      try {
        DurableFiles.delete(making);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Of several lines only the first would become the password.
  private static void requireOneLine(Password password) {
    if (password.value().isEmpty() || password.value().chars().anyMatch(c -> c < ' ')) {
      throw ProvisioningException.rejected(
          "invalid_password", "a password must not be empty or hold control characters");
    }
  }

  private void takeTurn() {
    try {
      if (!turns.tryAcquire(TURN_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ProvisioningException.failed("busy", "too many instances are being made at once");
      }
    } catch (InterruptedException e) {
      throw Waiting.interrupted();
    }
  }

  private static List<String> command(Path making) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "initdb",
                "--pgdata=" + making,
                "--username=" + ConnectionStrings.USER,
                "--auth=scram-sha-256",
                "--pwfile=/dev/stdin",
                "--encoding=UTF8",
                "--locale=C"));
    SETTINGS.forEach(setting -> command.add("--set=" + setting));
    return command;
  }
}
