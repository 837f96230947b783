package io.sagasuite.saga.simulation;

import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.definition.StepBuilder;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Draws valid definitions of every kind of flow: random graphs with conditions, optional steps,
/// delays, bounds, signals, lists, rounds, child sagas, a pivot and what follows it.
final class RandomDefinition {

  /// The signal that ends a recurring saga.
  static final String STOP = "stop";

  /// The signal that steps and participants wait for.
  static final String GO = "go";

  static final String CHILD = "child";

  private static final List<String> CONDITIONS =
      List.of("input.flag", "!input.flag", "input.n > 3", "input.n < 8", "input.missing > 1");

  private final Random random;
  private final boolean keeps;
  private final boolean pivot;
  private final List<String> before = new ArrayList<>();

  private RandomDefinition(Random random, boolean keeps, boolean pivot) {
    this.random = random;
    this.keeps = keeps;
    this.pivot = pivot;
  }

  /// A saga that may run children.
  static SagaDefinition parent(Random random) {
    boolean keeps = oneIn(random, 8);
    return new RandomDefinition(random, keeps, !keeps && oneIn(random, 3)).draw("random", true);
  }

  /// A saga that a parent's step runs.
  static SagaDefinition child(Random random) {
    boolean keeps = oneIn(random, 10);
    return new RandomDefinition(random, keeps, !keeps && oneIn(random, 6)).draw(CHILD, false);
  }

  private SagaDefinition draw(String name, boolean isParent) {
    SagaDefinitionBuilder saga =
        SagaDefinitionBuilder.saga(name)
            .deadline(Duration.ofSeconds(oneIn(4) ? 5 : 600))
            .rollbackOnFailure(!keeps)
            .maxConcurrentSteps(oneIn(3) ? 1 + random.nextInt(3) : 0)
            .waitBetweenSteps(Duration.ofMillis(oneIn(6) ? 100 : 0));
    if (isParent && oneIn(8)) {
      saga.every(Duration.ofSeconds(1), STOP, 20);
    }
    int steps = isParent ? 1 + random.nextInt(6) : 1 + random.nextInt(2);
    for (int i = 0; i < steps; i++) {
      addStep(saga, "c" + i, isParent);
    }
    if (oneIn(2)) {
      saga.step("covered", step -> step.coveredBy("c0", "no"));
    }
    if (pivot) {
      addPivot(saga);
    }
    if (oneIn(2)) {
      String[] needs = pivot ? new String[] {"after"} : before.toArray(String[]::new);
      saga.step(
          "publish", step -> step.publish("Ended", "t").kind(StepKind.RETRIABLE).needs(needs));
    }
    return saga.build().atVersion(1);
  }

  private void addStep(SagaDefinitionBuilder saga, String name, boolean isParent) {
    String[] needs = before.stream().filter(_ -> random.nextDouble() < 0.4).toArray(String[]::new);
    boolean first = before.isEmpty();
    saga.step(
        name,
        step -> {
          step.needs(needs);
          if (!first && isParent && oneIn(8)) {
            step.saga(CHILD).input(input(false));
          } else if (!first && !pivot && isParent && oneIn(14)) {
            step.detachedSaga(CHILD).input(input(false));
          } else if (!first && oneIn(10)) {
            signal(step);
          } else {
            command(step, name, first);
          }
          decorate(step);
        });
    before.add(name);
  }

  private void signal(StepBuilder step) {
    step.signal(GO);
    if (oneIn(2)) {
      step.timeout(Duration.ofMillis(200 + random.nextInt(2_000)));
    }
  }

  private void command(StepBuilder step, String name, boolean single) {
    boolean each = !single && oneIn(7);
    step.command("p" + random.nextInt(3), "Do", oneIn(6) ? "none" : "Undo")
        .input(input(each))
        .timeout(Duration.ofMillis(200 + random.nextInt(800)))
        .retry(policy(1 + random.nextInt(3)))
        .compensationRetry(policy(2 + random.nextInt(20)));
    if (oneIn(8)) {
      step.totalTimeout(Duration.ofMillis(400 + random.nextInt(2_000)));
    }
    if (each) {
      step.forEach("${input.items}", 1 + random.nextInt(3));
    }
  }

  private static Map<String, Object> input(boolean each) {
    return each ? Map.of("item", "${item}", "at", "${index}") : Map.of("n", "${input.n}");
  }

  private void decorate(StepBuilder step) {
    if (oneIn(6)) {
      step.onFailure(OnFailure.CONTINUE);
    } else if (oneIn(6)) {
      step.onFailure(OnFailure.SKIP_DEPENDENTS);
    }
    if (oneIn(7)) {
      step.when(CONDITIONS.get(random.nextInt(CONDITIONS.size())));
    }
    if (oneIn(8)) {
      step.delay(Duration.ofMillis(random.nextInt(400)));
    }
    if (oneIn(4)) {
      step.priority(random.nextInt(5) - 2);
    }
  }

  private void addPivot(SagaDefinitionBuilder saga) {
    saga.step(
        "pivot",
        step ->
            step.command("p1", "Do")
                .kind(StepKind.PIVOT)
                .needs(before.toArray(String[]::new))
                .timeout(Duration.ofMillis(500))
                .retry(policy(1 + random.nextInt(5))));
    saga.step(
        "after",
        step ->
            step.command("p2", "Do")
                .kind(StepKind.RETRIABLE)
                .needs("pivot")
                .timeout(Duration.ofMillis(500))
                .retry(policy(2 + random.nextInt(20))));
  }

  private static RetryPolicy policy(int attempts) {
    return new RetryPolicy(
        attempts,
        Duration.ofMillis(50),
        2.0,
        Duration.ofSeconds(2),
        0.2,
        List.of(),
        List.of("fatal"));
  }

  private boolean oneIn(int n) {
    return oneIn(random, n);
  }

  private static boolean oneIn(Random random, int n) {
    return random.nextInt(n) == 0;
  }
}
