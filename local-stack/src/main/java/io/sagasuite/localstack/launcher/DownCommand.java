package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.PidFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Ends a running stack, and whatever a launcher that was killed has left.
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops the suite; its data stays for the next start.")
final class DownCommand implements Callable<Integer> {

  private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin StackLocation location = new StackLocation();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<ProcessHandle> launcher = location.record().launcher();
    launcher.ifPresent(DownCommand::stop);
    StackFolder.endLeftovers(location.folder());
    location.record().delete();
    out.println(launcher.isPresent() ? "The suite is stopped." : "The suite is not running.");
    return 0;
  }

  private static void stop(ProcessHandle launcher) {
    launcher.destroy();
    if (!Await.until(() -> !PidFile.isRunning(launcher), STOP_DEADLINE)) {
      launcher.destroyForcibly();
    }
  }
}
