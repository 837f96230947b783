package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.SendCommand;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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
    return outbox.send(commands, command -> recordOf(command, now));
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
    WireMessage wire = CODEC.encode(message, now);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.commandsOf(command.participant()), wire.key(), wire.value());
    wire.headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
