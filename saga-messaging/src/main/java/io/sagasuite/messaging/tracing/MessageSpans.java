package io.sagasuite.messaging.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Begins the spans of messages: one when a message is sent, one when it is processed. Only to be
/// asked about messages whose trace is sampled; the caller ends what it gets.
@Singleton
public final class MessageSpans {

  private static final String SEND = "send";
  private static final String PROCESS = "process";
  private static final String COMPENSATION = " (compensation)";

  private final Tracer tracer;

  public MessageSpans(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("io.sagasuite.messaging");
  }

  /// A command leaves for a topic.
  public Span send(String topic, CommandMessage command) {
    return begin(SEND, topic, about(command), command.traceparent(), null);
  }

  /// A reply leaves for a topic.
  public Span send(String topic, ReplyMessage reply) {
    return ofReply(begin(SEND, topic, about(reply), reply.traceparent(), null), reply);
  }

  /// A command from a topic is being carried out.
  public Span process(String topic, CommandMessage command, Instant startedAt) {
    return begin(PROCESS, topic, about(command), command.traceparent(), startedAt);
  }

  /// A reply from a topic is being applied to its saga.
  public Span process(String topic, ReplyMessage reply, Instant startedAt) {
    return ofReply(begin(PROCESS, topic, about(reply), reply.traceparent(), startedAt), reply);
  }

  /// A command from a topic has been carried out, and this is its reply.
  Span processed(String topic, ReplyMessage reply, Instant startedAt) {
    Message command =
        new Message(
            MessageCodec.idOfCommand(reply),
            reply.command(),
            reply.sagaId(),
            reply.step(),
            reply.direction(),
            reply.attempt());
    return ofReply(begin(PROCESS, topic, command, reply.traceparent(), startedAt), reply);
  }

  /// What commands and replies have in common.
  private record Message(
      String id, String command, UUID sagaId, String step, Direction direction, int attempt) {

    String spanName(String operation, String topic) {
      String undoes = direction == Direction.COMPENSATE ? COMPENSATION : "";
      return operation + " " + topic + " " + command + undoes;
    }
  }

  private static Message about(CommandMessage message) {
    return new Message(
        MessageCodec.idOf(message),
        message.command(),
        message.sagaId(),
        message.step(),
        message.direction(),
        message.attempt());
  }

  private static Message about(ReplyMessage message) {
    return new Message(
        MessageCodec.idOf(message),
        message.command(),
        message.sagaId(),
        message.step(),
        message.direction(),
        message.attempt());
  }

  private Span begin(
      String operation,
      String topic,
      Message message,
      @Nullable String traceparent,
      @Nullable Instant startedAt) {
    Context parent = traceparent == null ? null : TraceParent.parentOf(traceparent);
    if (parent == null) {
      return Span.getInvalid();
    }
    String sagaId = message.sagaId().toString();
    SpanBuilder span =
        tracer
            .spanBuilder(message.spanName(operation, topic))
            .setParent(parent)
            .setSpanKind(operation.equals(SEND) ? SpanKind.PRODUCER : SpanKind.CONSUMER)
            .setAttribute(SpanAttributes.SYSTEM, "kafka")
            .setAttribute(SpanAttributes.OPERATION_TYPE, operation)
            .setAttribute(SpanAttributes.OPERATION_NAME, operation)
            .setAttribute(SpanAttributes.DESTINATION, topic)
            .setAttribute(SpanAttributes.MESSAGE_ID, message.id())
            .setAttribute(SpanAttributes.CONVERSATION_ID, sagaId)
            .setAttribute(SpanAttributes.MESSAGE_KEY, sagaId)
            .setAttribute(SpanAttributes.SAGA_ID, sagaId)
            .setAttribute(SpanAttributes.SAGA_STEP, message.step())
            .setAttribute(SpanAttributes.SAGA_DIRECTION, message.direction().wire())
            .setAttribute(SpanAttributes.SAGA_ATTEMPT, (long) message.attempt());
    return (startedAt == null ? span : span.setStartTimestamp(startedAt)).startSpan();
  }

  private static Span ofReply(Span span, ReplyMessage reply) {
    span.setAttribute(SpanAttributes.SAGA_OUTCOME, MessageCodec.word(reply.outcome()));
    String code =
        switch (reply.outcome()) {
          case Outcome.Rejected no -> no.code();
          case Outcome.Failed no -> no.code();
          case Outcome.Unknown maybe -> maybe.code();
          case Outcome.Succeeded _, Outcome.Waiting _ -> null;
        };
    return code == null ? span : failed(span, code);
  }

  /// Marks a span as failed, by a code.
  public static Span failed(Span span, String code) {
    return span.setStatus(StatusCode.ERROR, code).setAttribute(SpanAttributes.ERROR_TYPE, code);
  }
}
