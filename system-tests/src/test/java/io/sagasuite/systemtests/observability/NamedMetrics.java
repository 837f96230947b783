package io.sagasuite.systemtests.observability;

import io.sagasuite.localstack.launcher.SuiteHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The metrics that dashboards, alerts and documents speak of.
final class NamedMetrics {

  /// What everything that is measured here begins with; `saga_id` is a column.
  private static final String BEGINNINGS =
      "saga(?!_id)|journal|messages|participant|kafka|sql|postgresql|http|jvm|process|netty";

  /// A name, or the beginning of several with a star.
  private static final Pattern NAME =
      Pattern.compile("\\b(?:" + BEGINNINGS + ")_(?:[a-z_]*[a-z](?:_\\*)?|\\*)");

  private NamedMetrics() {}

  static Set<String> in(String file) throws IOException {
    Path path = SuiteHome.find().resolve(file);
    Set<String> names = new TreeSet<>();
    NAME.matcher(Files.readString(path)).results().forEach(match -> names.add(match.group()));
    return names;
  }

  /// Whether a name, or one that it begins, is among those that exist. A document may name a
  /// histogram or a summary without what its parts end with.
  static boolean isAmong(Set<String> existing, String name) {
    if (name.endsWith("*")) {
      String start = name.substring(0, name.length() - 1);
      return existing.stream().anyMatch(other -> other.startsWith(start));
    }
    return Stream.of("", "_count").anyMatch(ending -> existing.contains(name + ending));
  }
}
