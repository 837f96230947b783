package io.sagasuite.localstack.postgres;

import io.sagasuite.localstack.process.Tether;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes the data directory of a new server. Its passwords are hashed once: many times makes a
/// secret one harder to guess, these are known to all, and a JVM that has just started takes long
/// over it.
final class PostgresCluster {

  private PostgresCluster() {}

  static void create(Path bin, Path cluster, Path workDir) throws IOException {
    Path password = Files.writeString(workDir.resolve("initdb.password"), EmbeddedPostgres.USER);
    List<String> command = new ArrayList<>(Tether.notRoot());
    command.addAll(
        List.of(
            bin.resolve("initdb").toString(),
            "--pgdata=" + cluster,
            "--username=" + SuiteDatabases.SUPERUSER,
            "--auth=scram-sha-256",
            "--set=scram_iterations=1",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C"));
    Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.delete(password);
    if (exitStatus(initdb) != 0) {
      throw new IOException("initdb failed: " + output);
    }
  }

  private static int exitStatus(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
