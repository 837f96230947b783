package io.sagasuite.messaging.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.ReplyMessage;
import io.sagasuite.messaging.contract.Topics;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The spans of one batch that is being sent. A message whose trace is not sampled passes through
/// as it is and leaves nothing behind; any other goes out as the child of its own span, which ends
/// when the broker has the batch.
public final class SentSpans {

  private final MessageSpans spans;
  private final List<Span> open = new ArrayList<>(0);

  public SentSpans(MessageSpans spans) {
    this.spans = spans;
  }

  /// The command as it leaves.
  ///
  /// @param definition of its saga
  public CommandMessage sending(String topic, CommandMessage command, String definition) {
    if (!TraceParent.isSampled(command.traceparent())) {
      return command;
    }
    Span span = spans.send(topic, command).setAttribute(SpanAttributes.SAGA_DEFINITION, definition);
    return command.withTraceparent(begun(span));
  }

  /// The reply as it leaves.
  public ReplyMessage sending(ReplyMessage reply) {
    return TraceParent.isSampled(reply.traceparent())
        ? reply.withTraceparent(begun(spans.send(Topics.REPLIES, reply)))
        : reply;
  }

  /// The reply as it leaves a participant, which has just processed its command.
  ///
  /// @param batchSize how many commands were processed together
  public ReplyMessage answering(
      String topic, ReplyMessage reply, Instant startedAt, int batchSize) {
    if (!TraceParent.isSampled(reply.traceparent())) {
      return reply;
    }
    Span processed = spans.processed(topic, reply, startedAt);
    processed.setAttribute(SpanAttributes.SAGA_BATCH_SIZE, (long) batchSize).end();
    return sending(reply.withTraceparent(TraceParent.of(processed.getSpanContext())));
  }

  /// Ends the spans together with the sending.
  public Uni<Void> endingWith(Uni<Void> sent) {
    return open.isEmpty()
        ? sent
        : sent.onFailure().invoke(this::fail).onTermination().invoke(() -> open.forEach(Span::end));
  }

  private String begun(Span span) {
    open.add(span);
    return TraceParent.of(span.getSpanContext());
  }

  private void fail(Throwable failure) {
    String name = failure.getClass().getName();
    open.forEach(span ->
        span.setStatus(StatusCode.ERROR, "not sent").setAttribute(SpanAttributes.ERROR_TYPE, name));
  }
}
