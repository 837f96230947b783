package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs `up` in a process of its own that outlives this one, and shows what it says until the stack
/// is healthy.
record DetachedLauncher(StackLocation location, PrintWriter out) {

  /// The last line of a launcher whose stack is up.
  static final String READY_LINE = "The suite is up.";

  private static final List<String> JVM_OPTIONS = List.of("-Xmx64m", "-XX:TieredStopAtLevel=1");
  private static final Duration POLL = Duration.ofMillis(100);

  int start(List<String> options) {
    Path log = location.folder().resolve("launcher.log");
    try {
      Files.createDirectories(location.folder());
      Files.writeString(log, "");
      Process launcher =
          new ProcessBuilder(command(options))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      return follow(launcher, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int follow(Process launcher, Path log) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      while (true) {
        boolean ended = !launcher.isAlive();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          out.println(line);
          out.flush();
          if (line.equals(READY_LINE)) {
            return 0;
          }
        }
        if (ended) {
          return launcher.exitValue();
        }
        Await.sleep(POLL);
      }
    }
  }

  private List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    JavaProgram launcher =
        JavaProgram.ofThisClassPath(SuiteCommand.class.getName())
            .with(JVM_OPTIONS)
            .with(List.of("-Dsuite.home=" + SuiteHome.find()));
    command.addAll(
        launcher.command(List.of("up", "--port-offset", Integer.toString(location.portOffset()))));
    command.addAll(options);
    return command;
  }
}
