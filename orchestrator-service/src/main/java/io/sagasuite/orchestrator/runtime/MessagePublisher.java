package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.MessageLimits;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.sagasuite.messaging.contract.WireMessage;
import io.sagasuite.messaging.kafka.KafkaRecords;
import io.sagasuite.messaging.tracing.MessageSpans;
import io.sagasuite.messaging.tracing.SentSpans;
import io.sagasuite.orchestrator.store.DatabaseClock;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
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
  private final MessageSpans spans;

  MessagePublisher(Outbox outbox, DatabaseClock clock, MessageSpans spans) {
    this.spans = spans;
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
    SentSpans sent = new SentSpans(spans);
    commands.forEach(command -> records.add(recordOf(command, now, sent)));
    replies.forEach(reply -> records.add(recordOf(reply, now, sent)));
    return sent.endingWith(outbox.send(records));
  }

  /// Answers a command to the orchestrator itself; completes when the broker has the reply.
  Uni<Void> answer(CommandMessage command, Outcome outcome) {
    ReplyMessage reply =
        new ReplyMessage(
            command.sagaId(),
            command.step(),
            command.direction(),
            command.attempt(),
            command.command(),
            outcome,
            command.traceparent());
    SentSpans sent = new SentSpans(spans);
    WireMessage wire = CODEC.encode(sent.sending(reply), clock.now());
    return sent.endingWith(outbox.send(List.of(KafkaRecords.of(Topics.REPLIES, wire))));
  }

  /// A command that no broker would take is answered in its participant's place: it was never sent.
  private static ProducerRecord<String, byte[]> recordOf(
      SendCommand command, Instant now, SentSpans sent) {
    String topic = Topics.commandsOf(command.participant());
    CommandMessage untraced =
        new CommandMessage(
            command.sagaId(),
            command.step(),
            command.direction(),
            command.attempt(),
            command.command(),
            command.input(),
            command.output(),
            command.traceparent());
    CommandMessage message = sent.sending(topic, untraced, command.definition());
    WireMessage wire = CODEC.encode(message, now);
    return wire.value().length <= MessageLimits.VALUE_BYTES_MAX
        ? KafkaRecords.of(topic, wire)
        : KafkaRecords.of(Topics.REPLIES, tooLarge(message, wire, now));
  }

  private static WireMessage tooLarge(CommandMessage command, WireMessage wire, Instant now) {
    ReplyMessage reply =
        new ReplyMessage(
            command.sagaId(),
            command.step(),
            command.direction(),
            command.attempt(),
            command.command(),
            new Outcome.Rejected("command_too_large", sizeOf(wire)),
            command.traceparent());
    return CODEC.encode(reply, now);
  }

  private static String sizeOf(WireMessage wire) {
    return "%d bytes; a message may have %d"
        .formatted(wire.value().length, MessageLimits.VALUE_BYTES_MAX);
  }

  private static ProducerRecord<String, byte[]> recordOf(
      SendReply reply, Instant now, SentSpans sent) {
    ReplyMessage message = sent.sending(messageOf(reply));
    WireMessage wire = CODEC.encode(message, now);
    if (wire.value().length > MessageLimits.VALUE_BYTES_MAX) {
      Outcome tooLarge = new Outcome.Unknown("output_too_large", sizeOf(wire));
      wire = CODEC.encode(message.withOutcome(tooLarge), now);
    }
    return KafkaRecords.of(Topics.REPLIES, wire);
  }

  private static ReplyMessage messageOf(SendReply reply) {
    boolean forward = reply.asked().direction() == Direction.EXECUTE;
    return new ReplyMessage(
        reply.parent().sagaId(),
        reply.parent().step(),
        reply.asked().direction(),
        reply.asked().attempt(),
        forward ? SagaEffects.RUN_SAGA : SagaEffects.UNDO_SAGA,
        reply.outcome(),
        reply.traceparent());
  }
}
