package io.sagasuite.messaging.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CommandMetrics metrics = new CommandMetrics(registry);

  @Test
  void answersAreCountedByOutcomeAndMeasuredByCommand() {
    metrics.answered(reply("TakePayment", new Outcome.Succeeded(Map.of())), Duration.ofMillis(20));
    metrics.answered(reply("TakePayment", new Outcome.Rejected("no", "")), Duration.ofMillis(40));

    var counted = registry.get("participant.commands").tag("command", "TakePayment");
    assertThat(counted.tag("outcome", "succeeded").counter().count()).isEqualTo(1);
    var duration =
        registry.get("participant.command.duration").tag("command", "TakePayment").timer();
    assertThat(duration.count()).isEqualTo(2);
    assertThat(duration.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(60);
  }

  @Test
  void commandsThatNobodyKnowsMakeNoEndOfSeries() {
    for (int i = 0; i < 2 * CommandMetrics.COMMANDS_MAX; i++) {
      metrics.answered(
          reply("Made" + i, new Outcome.Rejected("unknown_command", "")), Duration.ZERO);
    }

    assertThat(registry.find("participant.commands").counters())
        .hasSize(CommandMetrics.COMMANDS_MAX + 1);
    assertThat(registry.get("participant.command.duration").tag("command", "other").timer().count())
        .isEqualTo(CommandMetrics.COMMANDS_MAX);
  }

  private static ReplyMessage reply(String command, Outcome outcome) {
    return new ReplyMessage(new UUID(0, 1), "a-step", Direction.EXECUTE, 1, command, outcome, null);
  }
}
