package io.sagasuite.localstack.postgres;

import io.sagasuite.localstack.process.Ports;
import io.sagasuite.localstack.process.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server that belongs to nobody, as the ones of instances do.
public final class LoneServer {

  private final Path data;

  private LoneServer(Path data) {
    this.data = data;
  }

  /// Makes and starts one.
  public static LoneServer start(Path folder) throws IOException, InterruptedException {
    Path bin = PostgresBinaries.unpack().resolve("bin");
    Path data = folder.toAbsolutePath().resolve("data");
    Files.createDirectories(folder);
    PostgresCluster.create(bin, data, folder);
    List<String> command = new ArrayList<>(Tether.notRoot());
    command.addAll(
        List.of(
            bin.resolve("pg_ctl").toString(),
            "start",
            "--wait",
            "--pgdata=" + data,
            "--log=" + folder.resolve("server.log"),
            "--options=-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port="
                + Ports.free(1).getFirst()));
    new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectErrorStream(true)
        .start()
        .waitFor();
    return new LoneServer(data);
  }

  public ProcessHandle process() throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(note()).getFirst())).orElseThrow();
  }

  Path note() {
    return data.resolve("postmaster.pid");
  }
}
