package io.sagasuite.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// As large as sagas may be, over the real broker, databases and participants.
class LargeSagaST {

  private static final int STEPS = 1_000;
  private static final int ITEMS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String STEP =
      """
        step-%1$d:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          needs: [%2$s]
          input: { orderId: "${sagaId}", items: [ { productId: large-chain, quantity: 1 } ] }
      """;

  private static final String FAN_OUT =
      """
      apiVersion: saga/v1
      name: %s
      deadline: PT1H
      steps:
        reserve:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          forEach: { items: "${input.pieces}", maxConcurrent: 500 }
          timeout: PT60S
          input: { orderId: "${sagaId}", items: [ { productId: large-fan, quantity: "${item}" } ] }
      output: { count: "${steps['reserve'].output.count}" }
      """;

  @Test
  void aChainOfAThousandStepsRunsToItsEndAndBack() {
    Engine.putStock("large-chain", STEPS);
    String steps =
        IntStream.rangeClosed(1, STEPS)
            .mapToObj(i -> STEP.formatted(i, i == 1 ? "" : "step-" + (i - 1)))
            .collect(Collectors.joining());
    String definition =
        Engine.define("chain", "apiVersion: saga/v1\nname: %s\ndeadline: PT1H\nsteps:\n" + steps);

    String saga = Engine.start(definition, Map.of());

    await().atMost(PATIENCE).until(() -> "completed".equals(Engine.status(saga)));
    assertThat(Engine.stock("large-chain").getInt("available")).isZero();
    Engine.act(saga, "compensate", Map.of("reason", "all of it was a try")).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> "compensated".equals(Engine.status(saga)));
    assertThat(Engine.stock("large-chain").getInt("available")).isEqualTo(STEPS);
  }

  @Test
  void tenThousandElementsRunToTheirEndAndBack() {
    Engine.putStock("large-fan", ITEMS);
    List<Integer> pieces = IntStream.range(0, ITEMS).mapToObj(i -> 1).toList();
    String definition = Engine.define("fan-out", FAN_OUT);

    String saga = Engine.start(definition, Map.of("pieces", pieces));

    await().atMost(PATIENCE).until(() -> "completed".equals(Engine.status(saga)));
    assertThat(Engine.saga(saga).getInt("output.count")).isEqualTo(ITEMS);
    assertThat(Engine.stock("large-fan").getInt("available")).isZero();
    Engine.act(saga, "compensate", Map.of("reason", "all of it was a try")).then().statusCode(200);
    await().atMost(PATIENCE).until(() -> "compensated".equals(Engine.status(saga)));
    assertThat(Engine.stock("large-fan").getInt("available")).isEqualTo(ITEMS);
  }
}
