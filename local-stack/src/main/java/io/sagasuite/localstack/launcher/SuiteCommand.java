package io.sagasuite.localstack.launcher;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `./suite` runs for its commands on a stack. A mistake of the caller costs one line, never a
/// stack trace.
@Command(
    name = "./suite",
    mixinStandardHelpOptions = true,
    description = "Runs the saga suite on this machine, without a container engine.",
    footer = {
      "",
      "Further commands: bench (load and its cost; see ./suite bench --help), simulate (random sagas"
          + " under every fault; see ./suite simulate --help), conformance (whether a participant of"
          + " yours keeps its promises; see ./suite conformance --help), images (container images;"
          + " see ./suite images --help), test (the whole test suite).",
    },
    subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class})
public final class SuiteCommand implements Runnable {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Spec CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SuiteCommand())
        .setParameterExceptionHandler((mistake, arguments) -> usage(mistake))
        .setExecutionExceptionHandler((failure, command, result) -> failed(failure, command));
  }

  /// Without a command there is nothing to do but to say which there are.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int usage(ParameterException mistake) {
    PrintWriter err = mistake.getCommandLine().getErr();
    err.println(mistake.getMessage() + " (./suite --help tells what there is)");
    return USAGE;
  }

  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(
        failure instanceof StackException ? failure.getMessage() : "./suite failed: " + failure);
    return FAILED;
  }
}
