package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.messaging.tracing.TraceParent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.decision.SagaStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Writes what a person has to know of a saga: always that it is parked, and at `DEBUG` how every
/// saga begins and ends. Never what it was given or gave, for that may be secret.
@ApplicationScoped
class SagaLog {

  private static final Logger LOGGER = Logger.getLogger("io.sagasuite.saga");

  void moved(Advance.Moved moved) {
    SagaState state = moved.state();
    if (moved.rested() && state.status() == SagaStatus.PARKED || LOGGER.isDebugEnabled()) {
      try (var _ = LogContext.of(state.sagaId(), state.traceparent())) {
        tell(moved, state);
      }
    }
  }

  private static void tell(Advance.Moved moved, SagaState state) {
    if (moved.rested() && state.status() == SagaStatus.PARKED) {
      LOGGER.warnf("%s needs a person, %s", about(state), failure(state));
      return;
    }
    if (moved.transitions().getFirst().version() == 1) {
      LOGGER.debugf("%s started", about(state));
    }
    if (moved.rested()) {
      LOGGER.debugf("%s ended, %s", about(state), failure(state));
    }
  }

  private static String about(SagaState state) {
    return "saga-id=%s trace-id=%s definition=%s status=%s"
        .formatted(
            state.sagaId(),
            TraceParent.traceIdOf(state.traceparent()),
            state.definition(),
            state.status().wire());
  }

  private static String failure(SagaState state) {
    StepFailure failure = state.failure();
    return failure == null
        ? "without failure"
        : "step=%s code=%s".formatted(failure.step(), failure.failure().code());
  }
}
