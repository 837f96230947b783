package io.sagasuite.messaging.tracing;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// The ids that whatever is logged carries as fields until this is closed: `sagaId`, and `traceId`
/// and `spanId` where the saga has a trace. For the moment of writing a line, on one thread.
public final class LogContext implements AutoCloseable {

  private static final String SAGA_ID = "sagaId";
  private static final String TRACE_ID = "traceId";
  private static final String SPAN_ID = "spanId";

  private final Map<String, @Nullable Object> before = HashMap.newHashMap(3);

  private LogContext() {}

  /// Lines about a saga.
  public static LogContext of(UUID sagaId, @Nullable String traceparent) {
    return of(sagaId.toString(), traceparent);
  }

  /// Lines about a message, whose key should be a saga id.
  public static LogContext of(@Nullable String sagaId, @Nullable String traceparent) {
    LogContext context = new LogContext();
    context.put(SAGA_ID, sagaId);
    context.put(TRACE_ID, TraceParent.traceIdOf(traceparent));
    context.put(SPAN_ID, TraceParent.spanIdOf(traceparent));
    return context;
  }

  @Override
  public void close() {
    before.forEach(LogContext::set);
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      before.put(name, MDC.get(name));
      set(name, value);
    }
  }

  private static void set(String name, @Nullable Object value) {
    if (value == null) {
      MDC.remove(name);
    } else {
      MDC.put(name, value);
    }
  }
}
