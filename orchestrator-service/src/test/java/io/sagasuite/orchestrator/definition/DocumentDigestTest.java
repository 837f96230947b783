package io.sagasuite.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentDigestTest {

  private static String digest(String yaml) {
    return DocumentDigest.of(
        DocumentReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: 1, b: 2} | {b: 2, a: 1} | true",
        "{a: {c: 1, d: 2}} | {a: {d: 2, c: 1}} | true",
        "{steps: {a: {x: 1, y: 2}}} | {steps: {a: {y: 2, x: 1}}} | true",
        "{steps: {a: 1, b: 2}} | {steps: {b: 2, a: 1}} | false",
        "{env: {steps: {a: 1, b: 2}}} | {env: {steps: {b: 2, a: 1}}} | true",
        "{a: [1, 2]} | {a: [2, 1]} | false",
        "{a: 1} | {a: '1'} | false",
        "{a: null} | {a: 'null'} | false",
        "{a: null} | {} | false",
        "{a: true} | {a: 'true'} | false",
      })
  void isEqualForDocumentsThatSayTheSame(String one, String other, boolean same) {
    assertThat(digest(one).equals(digest(other))).isEqualTo(same);
  }
}
