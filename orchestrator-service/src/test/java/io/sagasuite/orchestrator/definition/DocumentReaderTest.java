package io.sagasuite.orchestrator.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  private static final int GARBLED = 20_000;
  private static final String SPICE =
      "{}[]:,&*!|>%@`'\"#-?\\\n\t 0.xeE_+~<=\u0000\u0085\ufeff\ud800";

  private static final String YAML_TEXT =
      """
      apiVersion: saga/v1
      name: &n order
      env: { rate: 1.50, big: 12345678901234567890, none: ~, on: true, at: 2026-01-31, hex: 0x1F }
      steps:
        a: { participant: payment, needs: [b, *n], text: "x\\u0041", input: {} }
        b: |
          several
          lines
      """;

  private static final String JSON_TEXT =
      """
      {"apiVersion":"saga/v1","env":{"rate":1.50,"big":12345678901234567890,"none":null},
       "steps":{"a":{"needs":["b",{"c":[1e2,-0]}],"text":"x\\u0041"}}}
      """;

  private static Map<String, Object> read(String text, DocumentFormat format) {
    return DocumentReader.read(text.getBytes(StandardCharsets.UTF_8), format);
  }

  @Test
  void readsBothFormsAlike() {
    Map<String, Object> yaml =
        read("a: 1\nb: [true, x, 2.50]\nc: { d: null }", DocumentFormat.YAML);
    Map<String, Object> json =
        read("{\"c\":{\"d\":null},\"b\":[true,\"x\",2.50],\"a\":1}", DocumentFormat.JSON);

    assertThat(yaml).isEqualTo(json);
    assertThat(DocumentDigest.of(yaml)).isEqualTo(DocumentDigest.of(json));
  }

  @Test
  void keepsAValueThatAnAliasRepeats() {
    assertThat(read("a: &x { b: [1] }\nc: *x", DocumentFormat.YAML))
        .containsEntry("c", Map.of("b", List.of(1)));
  }

  @Test
  void refusesAnAliasOfItself() {
    assertThatThrownBy(() -> read("a: &x [*x]", DocumentFormat.YAML))
        .isInstanceOf(UnreadableDocumentException.class)
        .hasMessageContaining("nothing that stands before it");
  }

  @Test
  void findsEveryKeyThatStandsTwice() {
    assertThatThrownBy(() -> read("a: 1\na: 2\nb: { c: 1, c: 2 }", DocumentFormat.YAML))
        .isInstanceOfSatisfying(
            UnreadableDocumentException.class,
            refused ->
                assertThat(refused.violations()).extracting("field").containsExactly("a", "b.c"));
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void takesGarbageForNothingButUnreadable(DocumentFormat format) {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String good = format == DocumentFormat.YAML ? YAML_TEXT : JSON_TEXT;
    int read = 0;
    for (int i = 0; i < GARBLED; i++) {
      String text = garbled(good, random);
      try {
        read(text, format);
        read++;
      } catch (UnreadableDocumentException e) {
        assertThat(e.violations()).as("seed %d: %s", seed, text).isNotEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed %d, replay with -Dseed: %s".formatted(seed, text), e);
      }
    }
    assertThat(read).as("seed %d: some must still be documents", seed).isPositive();
  }

  private static String garbled(String good, Random random) {
    StringBuilder text = new StringBuilder(good);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
        default -> text.setCharAt(at, SPICE.charAt(random.nextInt(SPICE.length())));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void survivesDeepNesting(int depth) {
    String deep = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    for (DocumentFormat format : DocumentFormat.values()) {
      assertThatThrownBy(() -> read(deep, format)).isInstanceOf(UnreadableDocumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1.5e12345678901234567890"})
  void refusesNumbersThatNobodyCouldWriteOut(String number) {
    for (DocumentFormat format : DocumentFormat.values()) {
      assertThatThrownBy(() -> read("{\"a\": [" + number + "]}", format))
          .isInstanceOf(UnreadableDocumentException.class)
          .hasMessageMatching(".*(no number that can be kept|Malformed numeric value).*");
    }
  }

  @Test
  void refusesWhatIsNoText() {
    assertThatThrownBy(
            () -> DocumentReader.read(new byte[] {(byte) 0xc3, 0x28}, DocumentFormat.JSON))
        .hasMessage("is not UTF-8");
  }
}
