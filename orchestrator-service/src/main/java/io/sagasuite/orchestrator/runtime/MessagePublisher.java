package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Carries commands to their participants, and the answers of child sagas to their parents. A
/// message may leave more than once; it carries the same id and idempotency key each time.
@ApplicationScoped
class MessagePublisher {

  private static final MessageCodec CODEC = new MessageCodec("/orchestrator");

  private final Outbox outbox;
  private final DatabaseClock clock;

  MessagePublisher(Outbox outbox, DatabaseClock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /// Completes when the broker has all commands.
  Uni<Void> publish(List<SendCommand> commands) {
    return publish(commands, List.of());
  }

  /// Completes when the broker has all commands and replies.
  Uni<Void> publish(List<SendCommand> commands, List<SendReply> replies) {
    Instant now = clock.now();
    List<ProducerRecord<String, byte[]>> records =
        new ArrayList<>(commands.size() + replies.size());
    commands.forEach(command -> records.add(recordOf(command, now)));
    replies.forEach(reply -> records.add(recordOf(reply, now)));
    return outbox.send(records);
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

  private static ProducerRecord<String, byte[]> recordOf(SendReply reply, Instant now) {
    boolean forward = reply.asked().direction() == Direction.EXECUTE;
    ReplyMessage message =
        new ReplyMessage(
            reply.parent().sagaId(),
            reply.parent().step(),
            reply.asked().direction(),
            reply.asked().attempt(),
            forward ? SagaEffects.RUN_SAGA : SagaEffects.UNDO_SAGA,
            reply.outcome(),
            reply.traceparent());
    return KafkaRecords.of(Topics.REPLIES, CODEC.encode(message, now));
  }
}
