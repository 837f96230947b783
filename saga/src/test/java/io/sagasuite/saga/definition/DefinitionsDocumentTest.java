package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The reference must not promise what the parser does not do.
class DefinitionsDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/definitions.md");
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static String text() throws IOException {
    return Files.readString(DOCUMENT);
  }

  @Test
  void showsOnlyDocumentsThatCanBeRun() throws IOException {
    List<String> names =
        YAML.matcher(text())
            .results()
            .map((MatchResult block) -> Documents.parse(block.group(1)).name())
            .toList();

    assertThat(names)
        .containsExactly("order-with-approval", "environment", "health-check", "put-away");
  }

  @Test
  void namesEveryKey() throws IOException {
    String text = text();

    assertThat(StepForm.allKeys()).allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
    String refused =
        Documents.violationsOf(Documents.yaml("{ apiVersion: saga/v1, name: a, zzz: 1 }"))
            .getLast();
    String known = refused.substring(refused.indexOf('[') + 1, refused.indexOf(']'));
    assertThat(known.split(", "))
        .hasSizeGreaterThan(10)
        .allSatisfy(key -> assertThat(text).contains("`" + key + "`"));
  }

  @Test
  void namesTheBounds() throws IOException {
    assertThat(text())
        .contains("1 to %,d".formatted(DefinitionValidator.STEPS_MAX))
        .contains("%,d values".formatted(DocumentLimits.NODES_MAX))
        .contains("%,d characters".formatted(DocumentLimits.CHARACTERS_MAX))
        .contains("%d levels".formatted(DocumentLimits.DEPTH_MAX))
        .contains("at most %d reasons".formatted(Violations.REASONS_MAX))
        .contains("%,d elements".formatted(Step.ForEach.ITEMS_MAX));
  }
}
