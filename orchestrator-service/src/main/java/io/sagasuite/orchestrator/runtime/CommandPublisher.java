package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SendCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Carries commands to their participants. A command may leave more than once; it carries the same
/// id and idempotency key each time.
@ApplicationScoped
class CommandPublisher {

  private static final MessageCodec CODEC = new MessageCodec("/orchestrator");

  private final Outbox outbox;
  private final DatabaseClock clock;

  CommandPublisher(Outbox outbox, DatabaseClock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Completes when the broker has all commands.
  Uni<Void> publish(List<SendCommand> commands) {
    Instant now = clock.now();
    return outbox.send(commands.stream().map(command -> recordOf(command, now)).toList());
  }

  private static ProducerRecord<String, byte[]> recordOf(SendCommand command, Instant now) {
    CommandMessage message =
        new CommandMessage(
            command.sagaId(),
            command.step(),
            command.direction(),
            command.attempt(),
            command.command(),
            command.input(),
            command.output(),
            command.traceparent());
    return KafkaRecords.of(Topics.commandsOf(command.participant()), CODEC.encode(message, now));
  }
}
