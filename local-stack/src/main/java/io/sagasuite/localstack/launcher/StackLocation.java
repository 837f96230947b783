package io.sagasuite.localstack.launcher;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which of several stacks of one checkout a command is about.
final class StackLocation {

  private static final int OFFSET_MAX = 40_000;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  private int portOffset;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Adds N to every port, so that stacks run side by side.")
  void setPortOffset(int offset) {
    if (offset < 0 || offset > OFFSET_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--port-offset must be 0 to " + OFFSET_MAX + ", not " + offset);
    }
    portOffset = offset;
  }

  int portOffset() {
    return portOffset;
  }

  Path folder() {
    return StackFolder.of(SuiteHome.find(), portOffset);
  }

  StackRecord record() {
    return new StackRecord(folder());
  }

  /// The option as the caller would type it again.
  String asArgument() {
    return portOffset == 0 ? "" : " --port-offset " + portOffset;
  }
}
