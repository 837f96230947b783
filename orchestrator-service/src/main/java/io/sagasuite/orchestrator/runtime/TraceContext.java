package io.sagasuite.orchestrator.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The W3C trace context that a saga carries from its first request to its last message.
public final class TraceContext {

  private static final HexFormat HEX = HexFormat.of();

  private static final int TRACE_ID_AT = 3;
  private static final int SPAN_ID_AT = 36;

  private TraceContext() {}

  /// The context of the request under way, or a fresh one.
  public static String current() {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      return "00-"
          + span.getTraceId()
          + "-"
          + span.getSpanId()
          + "-"
          + span.getTraceFlags().asHex();
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return "00-"
        + HEX.toHexDigits(random.nextLong())
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-00";
  }

  /// The trace's id, as logs name it.
  static @Nullable String traceIdOf(@Nullable String traceparent) {
    return traceparent == null || traceparent.length() < SPAN_ID_AT
        ? null
        : traceparent.substring(TRACE_ID_AT, SPAN_ID_AT - 1);
  }
}
