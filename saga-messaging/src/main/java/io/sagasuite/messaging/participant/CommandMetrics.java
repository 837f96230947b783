package io.sagasuite.messaging.participant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what a participant answers, repeats and sets aside.
@Singleton
final class CommandMetrics {

  private final MeterRegistry registry;
  private final Map<String, Counter> answered = new ConcurrentHashMap<>();
  private final Map<String, Counter> duplicates = new ConcurrentHashMap<>();
  private final Counter deadLetters;

  CommandMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.deadLetters = registry.counter("participant.dead.letters");
  }

  void answered(ReplyMessage reply) {
    String outcome = MessageCodec.word(reply.outcome());
    answered
        .computeIfAbsent(
            reply.command() + "." + outcome,
            _ ->
                registry.counter(
                    "participant.commands", "command", reply.command(), "outcome", outcome))
        .increment();
  }

  void duplicate(CommandMessage command) {
    duplicates
        .computeIfAbsent(
            command.command(), name -> registry.counter("participant.duplicates", "command", name))
        .increment();
  }

  void deadLetter() {
    deadLetters.increment();
  }
}
