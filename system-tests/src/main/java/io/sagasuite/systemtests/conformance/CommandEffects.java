package io.sagasuite.systemtests.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Effects as a command of the participant's author prints them: `<saga id> <direction>` lines.
record CommandEffects(String command, Path folder, Map<String, String> environment)
    implements Effects {

  @Override
  public List<Effect> all() {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    shell.environment().putAll(environment);
    try {
      Process process = shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      BreachException.require(
          process.waitFor() == 0, "its effects cannot be listed: '" + command + "' failed");
      return printed.lines().filter(line -> !line.isBlank()).map(CommandEffects::effect).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BreachException("interrupted");
    }
  }

  private static Effect effect(String line) {
    String[] words = line.strip().split("\\s+");
    BreachException.require(
        words.length == 2, "its effects cannot be listed: '" + line + "' is not an effect");
    return new Effect(UUID.fromString(words[0]), words[1]);
  }
}
