package io.sagasuite.orchestrator.runtime;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.sagasuite.messaging.tracing.MessageSpans;
import io.sagasuite.messaging.tracing.SpanAttributes;
import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// One span for every transition of a saga whose trace is sampled; nothing for all others. It hangs
/// on the request that began the saga, however long ago and in whatever process that was.
@ApplicationScoped
class SagaSpans {

  private final Tracer tracer;

  SagaSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  void moved(Advance.Moved moved) {
    String traceparent = moved.state().traceparent();
    if (traceparent != null && TraceParent.isSampled(traceparent)) {
      Context parent = TraceParent.parentOf(traceparent);
      if (parent != null) {
        moved.transitions().forEach(transition -> record(parent, moved.state(), transition));
      }
    }
  }

  private void record(Context parent, SagaState state, SagaTransition transition) {
    Span span =
        tracer
            .spanBuilder("SagaRunner." + transition.trigger())
            .setParent(parent)
            .setStartTimestamp(transition.at())
            .setAttribute(SpanAttributes.SAGA_ID, state.sagaId().toString())
            .setAttribute(SpanAttributes.SAGA_DEFINITION, state.definition())
            .setAttribute(SpanAttributes.SAGA_VERSION, transition.version())
            .setAttribute(SpanAttributes.SAGA_STATUS, transition.status().wire())
            .startSpan();
    transition.events().forEach(event -> tell(span, event));
    span.end();
  }

  private static void tell(Span span, SagaEvent event) {
    AttributesBuilder about = Attributes.builder();
    String step = stepOf(event);
    if (step != null) {
      about.put(SpanAttributes.SAGA_STEP, step);
    }
    Failure failure = failureOf(event);
    if (failure != null) {
      about.put(SpanAttributes.ERROR_TYPE, failure.code());
      MessageSpans.failed(span, failure.code());
    }
    span.addEvent(event.getClass().getSimpleName(), about.build());
  }

  private static @Nullable String stepOf(SagaEvent event) {
    return switch (event) {
      case SagaEvent.StepStarted e -> e.step();
      case SagaEvent.CommandResent e -> e.step();
      case SagaEvent.RetryScheduled e -> e.step();
      case SagaEvent.StepWaiting e -> e.step();
      case SagaEvent.StepExpanded e -> e.step();
      case SagaEvent.StepSucceeded e -> e.step();
      case SagaEvent.StepFailed e -> e.step();
      case SagaEvent.StepSkipped e -> e.step();
      case SagaEvent.EventPublished e -> e.step();
      case SagaEvent.StepCompensated e -> e.step();
      case SagaEvent.CompensationSkipped e -> e.step();
      case SagaEvent.StepParked e -> e.step();
      case SagaEvent.StepReset e -> e.step();
      case SagaEvent.SagaTurned e -> e.step();
      case SagaEvent.SagaParked e -> e.step();
      case SagaEvent.SagaFailed e -> e.step();
      case SagaEvent.SagaStopping e -> e.step();
      case SagaEvent.OfSaga _ -> null;
    };
  }

  private static @Nullable Failure failureOf(SagaEvent event) {
    return switch (event) {
      case SagaEvent.RetryScheduled e -> e.failure();
      case SagaEvent.StepFailed e -> e.failure();
      case SagaEvent.StepParked e -> e.failure();
      case SagaEvent.SagaTurned e -> e.failure();
      case SagaEvent.SagaParked e -> e.failure();
      case SagaEvent.SagaFailed e -> e.failure();
      default -> null;
    };
  }
}
