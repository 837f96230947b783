package io.sagasuite.saga.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.Known;
import io.sagasuite.saga.definition.SagaDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every example that is shipped can be run, and leans on nothing that is not shipped with it.
class ShippedExamplesTest {

  @Test
  void everyExampleIsValidAndDescribed() throws Exception {
    Set<String> names =
        Examples.names().stream()
            .map(name -> Examples.read(name).name())
            .collect(Collectors.toSet());
    for (String name : Examples.names()) {
      SagaDefinition definition =
          DefinitionParser.parse(Documents.yaml(Examples.text(name)), new Known(null, names, null));
      assertThat(definition.name()).isEqualTo("example-" + name);
      assertThat(Documents.yaml(Examples.text(name))).as(name).containsKey("description");
    }
    assertThat(names).hasSize(Examples.names().size()).hasSizeGreaterThan(14);
  }

  @Test
  void everyExampleHasATestThatNamesIt() throws Exception {
    Path sources = Path.of("src/test/java/io/sagasuite/saga/testkit/examples");
    String tests;
    try (Stream<Path> files = Files.list(sources)) {
      tests = files.map(ShippedExamplesTest::text).collect(Collectors.joining());
    }
    assertThat(Examples.names())
        .allSatisfy(name -> assertThat(tests).contains("read(\"" + name + "\")"));
  }

  @Test
  void theExamplesUseEveryKindOfAction() throws Exception {
    List<Class<?>> kinds =
        Examples.names().stream()
            .flatMap(name -> Examples.read(name).steps().stream())
            .<Class<?>>map(step -> step.action().getClass())
            .distinct()
            .toList();
    assertThat(kinds)
        .contains(
            Action.Command.class,
            Action.Validate.class,
            Action.Publish.class,
            Action.AwaitSignal.class,
            Action.RunSaga.class);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
