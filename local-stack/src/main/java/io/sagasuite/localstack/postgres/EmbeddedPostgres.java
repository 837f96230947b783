package io.sagasuite.localstack.postgres;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One PostgreSQL server as a child process, durable as a real one: what it has committed survives
/// SIGKILL. Its data directory outlives it.
public final class EmbeddedPostgres implements AutoCloseable {

  /// The role that owns the suite's databases, and its password.
  public static final String USER = "saga";

  private static final Duration READY_DEADLINE = Duration.ofSeconds(60);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

  private final Path dataDir;
  private final int port;
  private final Path logFile;
  private final List<String> databases;
  private @Nullable ChildProcess process;

  public EmbeddedPostgres(Path dataDir, int port, Path logFile, List<String> databases) {
    this.dataDir = dataDir.toAbsolutePath();
    this.port = port;
    this.logFile = logFile;
    this.databases = List.copyOf(databases);
  }

  /// Starts the process; returns at once, except the first time, when the cluster is made.
  public ChildProcess start() {
    PidFile.endLeftover(pidFile());
    Path bin = PostgresBinaries.unpack().resolve("bin");
    try {
      Files.createDirectories(dataDir);
      if (!Files.exists(cluster().resolve("PG_VERSION"))) {
        PostgresCluster.create(bin, cluster(), dataDir);
      }
      // Left by a killed server; its pid may meanwhile be that of any other process, which would
      // keep this one from starting. The pid file above has shown that ours is gone.
      Files.deleteIfExists(cluster().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ChildProcess started =
        ChildProcess.start(
            new ChildSpec(
                "postgres", command(bin), Map.of(), logFile, pidFile(), "INT", "INT", true));
    process = started;
    return started;
  }

  /// Waits until the server answers and the suite's databases exist.
  public EmbeddedPostgres awaitReady() {
    SuiteDatabases suite = new SuiteDatabases("127.0.0.1", port);
    if (!Await.until(() -> suite.answers() || !isAlive(), READY_DEADLINE) || !isAlive()) {
      throw new IllegalStateException("postgres did not start, see " + logFile);
    }
    suite.create(databases);
    return this;
  }

  public int port() {
    return port;
  }

  public String jdbcUrl(String database) {
    return new SuiteDatabases("127.0.0.1", port).jdbcUrl(database);
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// SIGKILL for the server and all its backends.
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /// An orderly, fast shutdown; the data stays.
  public void stop() {
    if (process != null) {
      process.stop(STOP_DEADLINE);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private Path cluster() {
    return dataDir.resolve("cluster");
  }

  private Path pidFile() {
    return dataDir.resolve("postgres.pid");
  }

  private List<String> command(Path bin) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(bin.resolve("postgres").toString(), "-D", cluster().toString()));
    setting(command, "port=" + port);
    setting(command, "listen_addresses=127.0.0.1");
    setting(command, "unix_socket_directories=");
    setting(command, "max_connections=200");
    setting(command, "fsync=on");
    setting(command, "synchronous_commit=on");
    setting(command, "full_page_writes=on");
    setting(command, "jit=off");
    return command;
  }

  private static void setting(List<String> command, String setting) {
    command.addAll(List.of("-c", setting));
  }
}
