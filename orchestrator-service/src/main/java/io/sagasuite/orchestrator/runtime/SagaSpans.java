package io.sagasuite.orchestrator.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One span for every transition of a saga whose trace is sampled; nothing for all others.
@ApplicationScoped
class SagaSpans {

  private static final String SAMPLED = "-01";
  private static final long NANOS = 1_000_000_000L;

  private final Tracer tracer;

  SagaSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  void moved(Advance.Moved moved) {
    String traceparent = moved.state().traceparent();
    if (traceparent != null && traceparent.endsWith(SAMPLED)) {
      Context parent = parentOf(traceparent);
      moved.transitions().forEach(transition -> record(parent, moved.state(), transition));
    }
  }

  private void record(@Nullable Context parent, SagaState state, SagaTransition transition) {
    if (parent == null) {
      return;
    }
    long at = transition.at().getEpochSecond() * NANOS + transition.at().getNano();
    Span span =
        tracer
            .spanBuilder("SagaRunner." + transition.trigger())
            .setParent(parent)
            .setStartTimestamp(at, TimeUnit.NANOSECONDS)
            .setAttribute("saga.id", state.sagaId().toString())
            .setAttribute("saga.definition", state.definition())
            .setAttribute("saga.version", transition.version())
            .setAttribute("saga.status", transition.status().wire())
            .startSpan();
    transition.events().forEach(event -> span.addEvent(event.getClass().getSimpleName()));
    span.end();
  }

  private static @Nullable Context parentOf(String traceparent) {
    String[] parts = traceparent.split("-", 4);
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            parts[1], parts[2], TraceFlags.getSampled(), TraceState.getDefault());
    return remote.isValid() ? Context.root().with(Span.wrap(remote)) : null;
  }
}
