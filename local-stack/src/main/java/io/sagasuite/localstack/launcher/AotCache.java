package io.sagasuite.localstack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/// The ahead-of-time cache of a program (JEP 483, JEP 514): its classes, loaded and linked, in a
/// file that a start maps into memory. It belongs to the jars that it was made from.
record AotCache(Path file, List<Path> jars) {

  AotCache {
    jars = List.copyOf(jars);
  }

  /// False also for a cache of an earlier build.
  boolean isCurrent() {
    try {
      if (!Files.exists(file)) {
        return false;
      }
      FileTime made = Files.getLastModifiedTime(file);
      for (Path jar : jars) {
        if (made.compareTo(Files.getLastModifiedTime(jar)) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The options of a start, which goes as well without a cache, only slower. Warnings are left
  /// out, since a few stubs that the JVM makes anew are worth one each.
  List<String> options() {
    return isCurrent() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=error") : List.of();
  }

  /// The options of a start that makes the cache when it ends.
  List<String> makingOptions() {
    return List.of("-XX:AOTCacheOutput=" + made());
  }

  /// Keeps what such a start has left; false when that is nothing.
  boolean keepMade() {
    try {
      if (!Files.exists(made())) {
        return false;
      }
      Files.move(made(), file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path made() {
    return file.resolveSibling(file.getFileName() + ".new");
  }
}
