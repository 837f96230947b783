package io.sagasuite.systemtests.messages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which commands each service of the suite has a handler for, as its sources say.
final class ServiceCommands {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String SERVICE = "-service";
  private static final Pattern COMMAND =
      Pattern.compile("String command\\(\\) \\{\\s*return \"(\\w+)\";");

  private ServiceCommands() {}

  /// Commands by participant; one without handlers is not among them.
  static SortedMap<String, TreeSet<String>> byParticipant() {
    SortedMap<String, TreeSet<String>> commands = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(m -> m.toString().endsWith(SERVICE)).toList()) {
        String name = module.getFileName().toString();
        String participant = name.substring(0, name.length() - SERVICE.length());
        for (Path handler : handlers(module)) {
          Matcher command = COMMAND.matcher(Files.readString(handler));
          if (command.find()) {
            commands.computeIfAbsent(participant, _ -> new TreeSet<>()).add(command.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commands;
  }

  private static List<Path> handlers(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith("Handler.java")).toList();
    }
  }
}
