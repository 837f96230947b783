package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

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
}
