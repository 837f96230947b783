package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever a document holds, it is read or refused, and nothing else happens. A failure names its
/// seed; `-Dseed=N` replays that one.
class GarbagePropertyTest {

  private static final int RUNS = Integer.getInteger("runs", 5_000);

  private static final List<String> KEYS =
      List.of(
          "apiVersion",
          "name",
          "deadline",
          "rollbackOnFailure",
          "maxConcurrentSteps",
          "every",
          "waitBetweenSteps",
          "env",
          "input",
          "steps",
          "output",
          "description",
          "participant",
          "command",
          "compensation",
          "compensationInput",
          "kind",
          "needs",
          "when",
          "timeout",
          "totalTimeout",
          "retry",
          "compensationRetry",
          "required",
          "onFailure",
          "priority",
          "delay",
          "forEach",
          "outputs",
          "signal",
          "saga",
          "detached",
          "http",
          "coveredBy",
          "publish",
          "validate",
          "url",
          "method",
          "headers",
          "body",
          "accept",
          "items",
          "maxConcurrent",
          "interval",
          "until",
          "history",
          "step",
          "codes",
          "event",
          "topic",
          "maxAttempts",
          "initialInterval",
          "type",
          "properties",
          "$ref",
          "pattern",
          "a",
          "b");

  private static final List<Object> LEAVES =
      List.of(
          "saga/v1",
          "a",
          "b",
          "",
          " ",
          "PT1S",
          "PT0S",
          "-PT1S",
          "P1Y",
          "${",
          "${}",
          "${input.a}",
          "${steps['a'].output.x}",
          "${steps.b.output[0]['k']}",
          "${item}",
          "${secret.x}",
          "pivot",
          "retriable",
          "none",
          "input",
          "true && false",
          "input.a > 1",
          "success('a')",
          "1 +",
          "stop",
          "continue",
          "#/$defs/x",
          "(((",
          "\u0000",
          "\uD800",
          0,
          1,
          -1,
          7_000_000_000L,
          0.5,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          true,
          false);

  private final List<String> good = new ArrayList<>();

  @Test
  @Timeout(60)
  void readsOrRefusesWhateverComes() {
    Long only = Long.getLong("seed");
    if (only != null) {
      parse(only);
      return;
    }
    // Not one after the other: what neighbouring seeds draw first is much the same.
    new Random().longs(RUNS).forEach(this::parse);
    assertThat(good).as("some documents are good, so that reading is tried too").isNotEmpty();
  }

  private void parse(long seed) {
    Random random = new Random(seed);
    Map<String, Object> document =
        random.nextBoolean() ? object(random, 0) : mutated(random, Documents.yaml(SEED_DOCUMENT));
    try {
      good.add(DefinitionParser.parse(document).name());
    } catch (InvalidDefinitionException refused) {
      assertThat(refused.violations()).as("replay with -Dseed=" + seed).isNotEmpty();
    } catch (RuntimeException | StackOverflowError broken) {
      throw new AssertionError("replay with -Dseed=" + seed + ": " + document, broken);
    }
  }

  private static final String SEED_DOCUMENT =
      """
      apiVersion: saga/v1
      name: good
      input: { type: object, properties: { a: { type: string, pattern: "^a" } } }
      env: { a: 1 }
      steps:
        a: { participant: p, command: Do, compensation: Undo, outputs: [x], retry: { maxAttempts: 2 } }
        b: { signal: go, needs: [a], when: "steps['a'].output.x == 1", timeout: PT1S }
        c: { http: { url: "http://h/${input.a}", compensation: none }, needs: [b] }
        d: { saga: child, needs: [c], forEach: "${input.items}", input: { i: "${item.a[0]}" } }
      output: { x: "${steps['a'].output.x}" }
      """;

  /// The same document with one or two places overwritten.
  private static Map<String, Object> mutated(Random random, Map<String, Object> document) {
    for (int i = random.nextInt(3); i > 0; i--) {
      overwrite(random, document);
    }
    return document;
  }

  @SuppressWarnings("unchecked") // only maps by names are drawn
  private static void overwrite(Random random, Map<String, Object> object) {
    List<String> keys = new ArrayList<>(object.keySet());
    String key = keys.isEmpty() || random.nextInt(8) == 0 ? any(random, KEYS) : any(random, keys);
    if (object.get(key) instanceof Map<?, ?> inner && random.nextInt(5) > 0) {
      overwrite(random, (Map<String, Object>) inner);
    } else if (random.nextInt(6) == 0) {
      object.remove(key);
    } else {
      object.put(key, value(random, 2));
    }
  }

  private static Object value(Random random, int depth) {
    return switch (depth > 5 ? 3 : random.nextInt(7)) {
      case 0, 1 -> object(random, depth + 1);
      case 2 -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth + 1));
        }
        yield items;
      }
      case 4 -> random.nextInt(3) == 0 ? null : any(random, LEAVES);
      default -> any(random, LEAVES);
    };
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      object.put(any(random, KEYS), value(random, depth + 1));
    }
    return object;
  }

  private static <T> T any(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
