package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What sagas are started with.
final class Inputs {

  private Inputs() {}

  static Map<String, Object> draw(Random random) {
    List<Integer> items = IntStream.range(0, random.nextInt(5)).boxed().toList();
    return Map.of("flag", random.nextBoolean(), "n", random.nextInt(12), "items", items);
  }

  /// Now and then only a step and all that it was built on, or all that is built on it.
  static SagaInput.Part drawPart(Random random, SagaDefinition definition) {
    if (random.nextInt(12) > 0 || definition.policy().recurrence() != null) {
      return null;
    }
    List<Step> steps = definition.steps();
    String bound = steps.get(random.nextInt(steps.size())).name();
    boolean upTo = random.nextBoolean();
    Set<String> names =
        Stream.concat(
                Stream.of(bound),
                upTo ? definition.graph().ancestors(bound) : definition.graph().descendants(bound))
            .collect(Collectors.toSet());
    return new SagaInput.Part(names, Map.of());
  }

  /// What a child is started with: what its parent's step says, and what any saga needs.
  static Map<String, Object> of(Object said) {
    Object n = said instanceof Map<?, ?> map ? map.get("n") : null;
    return Map.of("flag", true, "n", n == null ? 1 : n, "items", List.of(1, 2));
  }
}
