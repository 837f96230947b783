package io.sagasuite.saga.simulation;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// What sagas are started with.
final class Inputs {

  private Inputs() {}

  static Map<String, Object> draw(Random random) {
    List<Integer> items = IntStream.range(0, random.nextInt(5)).boxed().toList();
    return Map.of("flag", random.nextBoolean(), "n", random.nextInt(12), "items", items);
  }

  /// What a child is started with: what its parent's step says, and what any saga needs.
  static Map<String, Object> of(Object said) {
    Object n = said instanceof Map<?, ?> map ? map.get("n") : null;
    return Map.of("flag", true, "n", n == null ? 1 : n, "items", List.of(1, 2));
  }
}
