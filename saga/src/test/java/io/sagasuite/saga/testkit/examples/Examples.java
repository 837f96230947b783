package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The definitions that are shipped as examples.
final class Examples {

  private Examples() {}

  static SagaDefinition read(String name) {
    return DefinitionParser.parse(Documents.yaml(text(name)));
  }

  static String text(String name) {
    try (InputStream file = Examples.class.getResourceAsStream("/examples/" + name + ".yaml")) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names of all of them.
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/examples"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }
}
