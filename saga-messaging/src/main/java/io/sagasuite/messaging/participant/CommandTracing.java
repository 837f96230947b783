package io.sagasuite.messaging.participant;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.sagasuite.messaging.contract.MessageCodec;
import io.sagasuite.messaging.contract.ReplyMessage;
import jakarta.inject.Singleton;
import java.time.Instant;

/// One span for each handled command whose trace is sampled; a string comparison for all others.
@Singleton
final class CommandTracing {

  private static final String SAMPLED = "-01";
  private static final int TRACE_ID_AT = 3;
  private static final int SPAN_ID_AT = 36;
  private static final int FLAGS_AT = 52;
  private static final int LENGTH = 55;

  private final Tracer tracer;

  CommandTracing(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("io.sagasuite.messaging");
  }

  /// The reply as it continues the trace, once its command's span is written.
  ReplyMessage traced(ReplyMessage reply, Instant startedAt) {
    String parent = reply.traceparent();
    if (parent == null || parent.length() != LENGTH || !parent.endsWith(SAMPLED)) {
      return reply;
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            parent.substring(TRACE_ID_AT, SPAN_ID_AT - 1),
            parent.substring(SPAN_ID_AT, FLAGS_AT),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return remote.isValid() ? withSpan(reply, remote, startedAt) : reply;
  }

  private ReplyMessage withSpan(ReplyMessage reply, SpanContext parent, Instant startedAt) {
    Span span =
        tracer
            .spanBuilder(reply.command() + " process")
            .setParent(Context.root().with(Span.wrap(parent)))
            .setSpanKind(SpanKind.CONSUMER)
            .setStartTimestamp(startedAt)
            .setAttribute("saga.id", reply.sagaId().toString())
            .setAttribute("saga.step", reply.step())
            .setAttribute("saga.attempt", reply.attempt())
            .setAttribute("saga.outcome", MessageCodec.word(reply.outcome()))
            .startSpan();
    span.end();
    return continued(reply, traceparent(span.getSpanContext()));
  }

  private static String traceparent(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + SAMPLED;
  }

  private static ReplyMessage continued(ReplyMessage reply, String traceparent) {
    return new ReplyMessage(
        reply.sagaId(),
        reply.step(),
        reply.direction(),
        reply.attempt(),
        reply.command(),
        reply.outcome(),
        traceparent);
  }
}
