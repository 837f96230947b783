package io.sagasuite.saga.simulation;

import io.sagasuite.saga.definition.RetryPolicy;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import io.sagasuite.saga.definition.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Draws valid definitions: random graphs, with or without a pivot, covered and publishing steps.
final class RandomDefinition {

  private RandomDefinition() {}

  static SagaDefinition draw(Random random) {
    SagaDefinitionBuilder saga =
        SagaDefinitionBuilder.saga("random")
            .deadline(Duration.ofSeconds(random.nextInt(4) == 0 ? 5 : 600));
    int compensatable = 1 + random.nextInt(6);
    boolean pivot = random.nextInt(3) == 0;
    List<String> before = new ArrayList<>();
    for (int i = 0; i < compensatable; i++) {
      String name = "c" + i;
      String[] needs = someOf(before, random, 0.4);
      boolean readOnly = random.nextInt(6) == 0;
      saga.step(
          name,
          step ->
              step.command("p" + name.hashCode() % 3, "Do", readOnly ? "none" : "Undo")
                  .needs(needs)
                  .timeout(Duration.ofMillis(200 + random.nextInt(800)))
                  .retry(policy(1 + random.nextInt(3)))
                  .compensationRetry(policy(2 + random.nextInt(30))));
      before.add(name);
    }
    if (random.nextBoolean()) {
      saga.step("covered", step -> step.coveredBy("c0", "no"));
    }
    if (pivot) {
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
    if (random.nextBoolean()) {
      String[] needs = pivot ? new String[] {"after"} : before.toArray(String[]::new);
      saga.step(
          "publish", step -> step.publish("Ended", "t").kind(StepKind.RETRIABLE).needs(needs));
    }
    return saga.build().atVersion(1);
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

  private static String[] someOf(List<String> names, Random random, double share) {
    return names.stream().filter(name -> random.nextDouble() < share).toArray(String[]::new);
  }
}
