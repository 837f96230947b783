package io.sagasuite.systemtests.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the caller asks of one run.
final class ConformanceOptions {

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--command",
      required = true,
      paramLabel = "LINE",
      description = "Starts the participant.")
  String command = "";

  @Option(
      names = "--dir",
      defaultValue = "",
      paramLabel = "DIR",
      description = "The folder in which it is started (default: here).")
  Path folder = Path.of("");

  @Option(names = "--participant", required = true, paramLabel = "NAME", description = "Its name.")
  String participant = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Where it takes commands from (default NAME.commands).")
  @Nullable String topic;

  @Option(
      names = "--execute",
      required = true,
      paramLabel = "COMMAND",
      description = "The command of a step.")
  String execute = "";

  @Option(
      names = "--compensate",
      required = true,
      paramLabel = "COMMAND",
      description = "The command that undoes it.")
  String compensate = "";

  @Option(
      names = "--input",
      defaultValue = "{}",
      paramLabel = "JSON",
      description = "An input that succeeds; $${sagaId} in it becomes the saga's id.")
  String input = "";

  @Option(
      names = "--rejected-input",
      paramLabel = "JSON",
      description = "An input that is refused.")
  @Nullable String rejectedInput;

  @Option(
      names = "--effects-sql",
      paramLabel = "QUERY",
      description = "Lists saga id and direction of each effect in the participant's database.")
  @Nullable String effectsSql;

  @Option(
      names = "--effects-command",
      paramLabel = "LINE",
      description = "Prints saga id and direction of each effect.")
  @Nullable String effectsCommand;

  @Option(names = "--check", paramLabel = "CHECK", description = "Only this one; repeatable.")
  List<String> checks = new ArrayList<>();

  @Option(
      names = "--patience",
      defaultValue = "15",
      paramLabel = "SECONDS",
      description = "How long an answer is waited for (default ${DEFAULT-VALUE}).")
  int patienceSeconds;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the verdicts there too.")
  @Nullable Path json;

  Subject subject() {
    return new Subject(
        participant,
        topic == null ? participant + ".commands" : topic,
        caller().resolve(folder).normalize(),
        command,
        execute,
        compensate,
        input,
        rejectedInput);
  }

  @Nullable EffectSource effects() {
    if (effectsSql != null) {
      return new EffectSource.Query(effectsSql);
    }
    return effectsCommand == null ? null : new EffectSource.Command(effectsCommand);
  }

  Duration patience() {
    return Duration.ofSeconds(patienceSeconds);
  }

  Optional<Path> jsonFile() {
    return Optional.ofNullable(json).map(file -> caller().resolve(file));
  }

  void requireSense() {
    require(participant.matches("[a-z][a-z0-9-]{0,39}"), "--participant must be a plain name");
    require(patienceSeconds > 0 && patienceSeconds <= 600, "--patience must be 1 to 600");
    require(effectsSql == null || effectsCommand == null, "one --effects option is enough");
    require(subject().folder().toFile().isDirectory(), "--dir names no folder");
    require(isObject(input), "--input is no JSON object");
    require(rejectedInput == null || isObject(rejectedInput), "--rejected-input is no JSON object");
    for (String check : checks) {
      require(
          Kit.checks().contains(check),
          "no check is called '" + check + "'; there are " + String.join(", ", Kit.checks()));
    }
  }

  /// The folder that the script was called in, which is not that of this process.
  private static Path caller() {
    return Path.of(System.getProperty("suite.caller", "")).toAbsolutePath();
  }

  private static boolean isObject(@Nullable String text) {
    try {
      return text != null && Subject.read(text, new UUID(0, 0)) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void require(boolean sensible, String message) {
    if (!sensible) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
