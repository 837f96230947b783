package io.sagasuite.systemtests.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The services as the source tree has them.
final class Modules {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// What Quarkus reads by a default of its own.
  private static final Set<String> NAMED_NOWHERE =
      Set.of("QUARKUS_FLYWAY_VALIDATE_AT_START", "QUARKUS_INIT_AND_EXIT");

  private static final Path OF_ALL =
      ROOT.resolve("saga-messaging/src/main/resources/META-INF/microprofile-config.properties");

  private static final String SUFFIX = "-service";

  private Modules() {}

  static List<String> services() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Properties properties(String service) {
    var properties = new Properties();
    load(properties, OF_ALL);
    load(properties, ROOT.resolve(service + SUFFIX + "/src/main/resources/application.properties"));
    return properties;
  }

  private static void load(Properties properties, Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int port(String service) {
    return Integer.parseInt(
        properties(service).getProperty("quarkus.http.port").replaceAll("\\D", ""));
  }

  /// Whether a service reads an environment variable: one that its configuration names, or that
  /// stands for one of its properties.
  static boolean reads(String service, String variable) {
    Properties properties = properties(service);
    return NAMED_NOWHERE.contains(variable)
        || properties.values().stream()
            .anyMatch(value -> value.toString().contains("${" + variable + ":"))
        || properties.stringPropertyNames().stream()
            .anyMatch(
                name -> name.replaceAll("\\W", "_").toUpperCase(Locale.ROOT).equals(variable));
  }

  /// Which topic each consumer group of a service reads.
  static Map<String, String> topicsByGroup(String service) {
    Properties properties = properties(service);
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".group.id"))
        .collect(
            Collectors.toMap(
                properties::getProperty,
                name -> properties.getProperty(name.replace(".group.id", ".topic"))));
  }

  /// The largest or smallest value that any service gives to a client setting is of interest.
  static List<Long> settings(String suffix) {
    return services().stream()
        .map(Modules::properties)
        .flatMap(properties ->
            properties.stringPropertyNames().stream()
                .filter(name -> name.endsWith("." + suffix))
                .map(properties::getProperty))
        .map(Long::valueOf)
        .toList();
  }

  /// A file's lines without comments, each in words.
  static List<List<String>> lines(String file) {
    try (Stream<String> lines = Files.lines(ROOT.resolve(file))) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Arrays.asList(line.trim().split("\\s+")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The secrets that are made by hand, with their keys.
  static Map<String, List<String>> secrets() {
    return lines("deploy/kubernetes/secrets.txt").stream()
        .collect(Collectors.toMap(List::getFirst, words -> words.subList(1, words.size())));
  }
}
