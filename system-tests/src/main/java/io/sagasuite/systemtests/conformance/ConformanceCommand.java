package io.sagasuite.systemtests.conformance;

import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./suite conformance`: judges a participant in any language against a broker and a database of
/// its own. The exit status is 0 when no check failed, 1 when one did, 2 for a wrong call.
@Command(
    name = "./suite conformance",
    mixinStandardHelpOptions = true,
    description = "Judges whether a participant keeps the rules of docs/participants.md.")
public final class ConformanceCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ConformanceOptions options = new ConformanceOptions();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ConformanceCommand())
        .setParameterExceptionHandler((mistake, arguments) -> {
          mistake.getCommandLine().getErr().println(mistake.getMessage());
          return 2;
        })
        .setExecutionExceptionHandler((failure, command, result) -> {
          command.getErr().println("the kit failed: " + failure);
          return 2;
        });
  }

  @Override
  public Integer call() throws IOException {
    options.requireSense();
    Path folder = SuiteHome.find().resolve(".suite/conformance-" + ProcessHandle.current().pid());
    ConformanceReport report = judge(folder);
    out().println();
    out().println(report.summary());
    if (options.jsonFile().isPresent()) {
      Files.writeString(options.jsonFile().get(), report.json());
    }
    if (!report.isPassed()) {
      out().println("Output of the participant: " + folder.resolve("participant.log"));
      out().flush();
      return 1;
    }
    delete(folder);
    out().flush();
    return 0;
  }

  private ConformanceReport judge(Path folder) {
    EffectSource effects = options.effects();
    try (Kit kit = new Kit(options.subject(), folder, effects, options.patience())) {
      List<Verdict> verdicts =
          kit.judge(
              options.checks,
              verdict -> {
                out().println(ConformanceReport.row(verdict));
                out().flush();
              });
      return new ConformanceReport(options.participant, effects != null, verdicts);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
