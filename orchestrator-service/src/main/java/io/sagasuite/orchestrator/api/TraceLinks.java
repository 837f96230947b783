package io.sagasuite.orchestrator.api;

import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.saga.decision.SagaState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Where a person sees the trace of a saga. There is a link only when the configuration names a
/// tracing UI and the saga's trace is sampled, so that no link leads nowhere.
@ApplicationScoped
public class TraceLinks {

  private static final String TRACE_ID = "{traceId}";

  private final @Nullable String template;

  TraceLinks(@ConfigProperty(name = "suite.trace-url-template") Optional<String> template) {
    this.template = template.orElse(null);
  }

  /// The saga's trace in the UI.
  public @Nullable String of(SagaState saga) {
    String traceId = TraceParent.traceIdOf(saga.traceparent());
    return template == null || traceId == null || !TraceParent.isSampled(saga.traceparent())
        ? null
        : template.replace(TRACE_ID, traceId);
  }
}
