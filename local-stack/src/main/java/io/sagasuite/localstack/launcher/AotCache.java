package io.sagasuite.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ahead-of-time cache of an application (JEP 483, JEP 514): its classes, loaded and linked, in
/// a file that a start maps into memory. It belongs to the build that it was made from.
record AotCache(Path application) {

  Path file() {
    return application.resolveSibling("application.aot");
  }

  /// False also for a cache of an earlier build.
  boolean isCurrent() {
    try {
      return Files.exists(file())
          && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(application))
              >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The options of a start, which goes as well without a cache, only slower.
  List<String> javaOptions() {
    return isCurrent() ? List.of("-XX:AOTCache=" + file()) : List.of();
  }
}
