package io.sagasuite.messaging.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// The W3C trace context as messages and rows carry it. Asking whether a trace is sampled looks at
/// one character and makes nothing, because almost every message of a busy suite is asked.
///
/// Source: W3C Trace Context 1, section 3.2.
public final class TraceParent {

  private static final int TRACE_ID_AT = 3;
  private static final int SPAN_ID_AT = 36;
  private static final int FLAGS_AT = 53;
  private static final int LENGTH = 55;
  private static final int HEX = 16;

  private TraceParent() {}

  /// Whether spans of this trace are kept; no for what is no trace context.
  public static boolean isSampled(@Nullable String traceparent) {
    return traceparent != null
        && traceparent.length() == LENGTH
        && (Character.digit(traceparent.charAt(LENGTH - 1), HEX) & 1) == 1;
  }

  /// The same of a header that nobody has read yet.
  public static boolean isSampled(byte @Nullable [] header) {
    return header != null
        && header.length == LENGTH
        && (Character.digit(header[LENGTH - 1], HEX) & 1) == 1;
  }

  /// The parent of spans that go on with a sampled trace; null when it names none.
  public static @Nullable Context parentOf(String traceparent) {
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            traceparent.substring(TRACE_ID_AT, SPAN_ID_AT - 1),
            traceparent.substring(SPAN_ID_AT, FLAGS_AT - 1),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return remote.isValid() ? Context.root().with(Span.wrap(remote)) : null;
  }

  /// What a message carries that follows from the span.
  public static String of(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }

  /// The trace's id, as logs and tracing UIs name it.
  public static @Nullable String traceIdOf(@Nullable String traceparent) {
    return traceparent == null || traceparent.length() < LENGTH
        ? null
        : traceparent.substring(TRACE_ID_AT, SPAN_ID_AT - 1);
  }

  /// The id of the span that the message follows from.
  static @Nullable String spanIdOf(@Nullable String traceparent) {
    return traceparent == null || traceparent.length() < LENGTH
        ? null
        : traceparent.substring(SPAN_ID_AT, FLAGS_AT - 1);
  }
}
