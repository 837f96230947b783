package io.sagasuite.messaging.participant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/// Counts and measures what a participant answers, repeats and sets aside. Whoever writes a
/// definition names commands, also some that no participant knows, so their number as labels is
/// bounded: what comes beyond is counted as `other`.
@Singleton
final class CommandMetrics {

  static final int COMMANDS_MAX = 100;

  private static final String COMMAND = "command";
  private static final String OTHER = "other";
  private static final Duration[] BUCKETS =
      LongStream.of(
              1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000,
              300_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private record Answer(String command, String outcome) {}

  private final MeterRegistry registry;
  private final Set<String> commands = ConcurrentHashMap.newKeySet();
  private final Map<Answer, Counter> answered = new ConcurrentHashMap<>();
  private final Map<String, Timer> durations = new ConcurrentHashMap<>();
  private final Map<String, Counter> duplicates = new ConcurrentHashMap<>();
  private final Counter deadLetters;

  CommandMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.deadLetters = registry.counter("participant.dead.letters");
  }

  /// @param took from taking up the command to its reply
  void answered(ReplyMessage reply, Duration took) {
    String command = label(reply.command());
    answered
        .computeIfAbsent(
            new Answer(command, MessageCodec.word(reply.outcome())),
            answer ->
                registry.counter(
                    "participant.commands", COMMAND, command, "outcome", answer.outcome()))
        .increment();
    durations
        .computeIfAbsent(
            command,
            name ->
                Timer.builder("participant.command.duration")
                    .tag(COMMAND, name)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry))
        .record(took);
  }

  void duplicate(CommandMessage command) {
    duplicates
        .computeIfAbsent(
            label(command.command()),
            name -> registry.counter("participant.duplicates", COMMAND, name))
        .increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }

  private String label(String command) {
    if (commands.size() < COMMANDS_MAX) {
      commands.add(command);
    }
    return commands.contains(command) ? command : OTHER;
  }
}
