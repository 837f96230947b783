package io.sagasuite.saga.decision;

import static io.sagasuite.saga.definition.SagaDefinitionBuilder.saga;
import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.SagaDefinitionBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sagas of a thousand steps and of ten thousand elements run to completion and back. The time is
/// printed, not asserted: machines differ.
class LargeSagaTest {

  private static final int STEPS = 1_000;
  private static final int ELEMENTS = 10_000;

  private enum Shape {
    CHAIN,
    WIDE,
    LIST
  }

  private static SagaDefinition definition(Shape shape) {
    SagaDefinitionBuilder builder = saga("large");
    if (shape == Shape.LIST) {
      builder.step("each", s -> s.command("p", "Do", "Undo").forEach("${input.items}"));
      return builder.build().atVersion(1);
    }
    for (int i = 0; i < STEPS; i++) {
      int at = i;
      builder.step(
          "s" + i,
          s -> {
            s.command("p", "Do", "Undo");
            if (shape == Shape.CHAIN && at > 0) {
              s.needs("s" + (at - 1));
            }
          });
    }
    return builder.build().atVersion(1);
  }

  /// Answers every command in its order, forward and back.
  private static final class Play {
    private final SagaDefinition definition;
    private final Deque<SendCommand> open = new ArrayDeque<>();
    private SagaState state;
    private int decisions;

    private Play(SagaDefinition definition) {
      this.definition = definition;
    }

    private void take(SagaInput input) {
      Decision decision = SagaDecider.decide(definition, state, input);
      state = decision.state();
      open.addAll(decision.commands());
      decisions++;
    }

    private void run(SagaInput first) {
      take(first);
      while (!open.isEmpty()) {
        SendCommand command = open.poll();
        take(
            new SagaInput.ReplyReceived(
                command.step(),
                command.direction(),
                command.attempt(),
                new Outcome.Succeeded(Map.of()),
                Scenario.START));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsToCompletionAndBack(Shape shape) {
    Play play = new Play(definition(shape));
    Map<String, Object> input = Map.of("items", IntStream.range(0, ELEMENTS).boxed().toList());
    long began = System.nanoTime();

    play.run(new SagaInput.StartSaga(new UUID(1, 2), null, Map.of(), null, input, Scenario.START));
    assertThat(play.state.status()).isEqualTo(SagaStatus.COMPLETED);
    play.run(
        new SagaInput.OperatorActs(
            new OperatorAction.Compensate(null, null), "ada", "no longer needed", Scenario.START));
    assertThat(play.state.status()).isEqualTo(SagaStatus.COMPENSATED);

    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        Locale.ROOT,
        "%s: %d decisions in %d ms, %.0f us each%n",
        shape,
        play.decisions,
        took.toMillis(),
        took.toNanos() / 1_000.0 / play.decisions);
  }
}
