package io.sagasuite.provisioning.localprocess;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's own programs. They get an almost empty environment, because whoever owns an
/// instance can read the one of its server.
final class PostgresPrograms {

  private static final Duration VERSION_DEADLINE = Duration.ofSeconds(10);
  private static final int KILLED = 137;

  private final Path bin;
  private volatile @Nullable String version;

  PostgresPrograms(Path home) {
    bin = home.toAbsolutePath().resolve("bin");
  }

  /// Fails unless all that is needed can be run.
  void require() {
    for (String program : List.of("initdb", "pg_ctl", "postgres")) {
      if (!Files.isExecutable(bin.resolve(program))) {
        throw ProvisioningException.failed(
            "no_programs", "there is no PostgreSQL in suite.local.postgres-home: no " + program);
      }
    }
  }

  /// As in `18.6`.
  String version() {
    String known = version;
    if (known == null) {
      known = askVersion();
      version = known;
    }
    return known;
  }

  /// Runs one of them to its end, which is brought about when it takes too long.
  ///
  /// @param input what it reads from its standard input, which no other process can see
  /// @param output where what it says is added to
  /// @return the exit status
  int run(List<String> command, String input, Path output, Duration deadline) {
    List<String> whole = new ArrayList<>(Users.notRoot());
    whole.add(bin.resolve(command.getFirst()).toString());
    whole.addAll(command.subList(1, command.size()));
    try {
      Process process =
          builder(whole)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectErrorStream(true)
              .start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException endedBeforeReading) {
        // Its exit status tells more than the broken pipe.
        return statusOf(process, deadline);
      }
      return statusOf(process, deadline);
    } catch (IOException e) {
      throw ProvisioningException.failed(
          "no_programs", command.getFirst() + " cannot be run: " + e.getMessage());
    }
  }

  private static int statusOf(Process process, Duration deadline) {
    try {
      if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      kill(process);
      throw Waiting.interrupted();
    }
    kill(process);
    return KILLED;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String askVersion() {
    require();
    try {
      Process process = builder(List.of(bin.resolve("postgres").toString(), "--version")).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (statusOf(process, VERSION_DEADLINE) == 0) {
        return said.strip().replaceFirst("^.*\\) ", "").replaceFirst(" .*$", "");
      }
      throw ProvisioningException.failed("no_programs", "postgres does not tell its version");
    } catch (IOException e) {
      throw ProvisioningException.failed(
          "no_programs", "postgres cannot be run: " + e.getMessage());
    }
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.putAll(Map.of("PATH", path, "LC_ALL", "C", "MALLOC_ARENA_MAX", "2"));
    return builder;
  }
}
