package io.sagasuite.systemtests.observability;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs that a machine may have or not.
final class Program {

  private Program() {}

  static Optional<Path> find(List<String> names) {
    List<Path> folders =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Optional<Path> firstOf(Stream<String> files) {
    return files.map(Path::of).filter(Files::exists).findFirst();
  }
}
