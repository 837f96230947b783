package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SendCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as the transcript shows them: the same in every run, and no longer than they must be.
final class Readable {

  private Readable() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Instant time -> Duration.between(World.START, time).toString();
      case Failure failure -> failure(failure.code(), failure.message());
      case Map<?, ?> map -> of(map);
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  /// By name, as the order of a map's entries may change from run to run.
  private static String of(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + of(entry.getValue()))
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String failure(String code, String message) {
    return code.replace('_', ' ').equals(message) ? code : code + " (" + message + ")";
  }

  static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded yes -> "succeeded " + of(yes.output());
      case Outcome.Rejected no -> "rejected " + failure(no.code(), no.message());
      case Outcome.Failed no -> "failed " + failure(no.code(), no.message());
      case Outcome.Unknown no -> "unknown " + failure(no.code(), no.message());
      case Outcome.Waiting until -> "waits for " + until.signal();
    };
  }

  static String of(SagaInput.ReplyReceived reply) {
    String direction = reply.direction().wire();
    return "%s %s #%d: %s".formatted(reply.step(), direction, reply.attempt(), of(reply.outcome()));
  }

  static String of(SendCommand command) {
    String output = command.output() == null ? "" : ", had put out " + of(command.output());
    return "%s to %s for %s #%d %s%s"
        .formatted(
            command.command(),
            command.participant(),
            command.step(),
            command.attempt(),
            of(command.input()),
            output);
  }
}
