package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.tracing.LogContext;
import io.sagasuite.orchestrator.store.RoundHistory;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.definition.SagaDefinition.Recurrence;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// Bounds the history of recurring sagas each time a round begins. Nobody waits for it, and what is
/// missed now goes with the next round.
@ApplicationScoped
class RoundPruning {

  private static final Logger LOGGER = Logger.getLogger(RoundPruning.class);

  private final RoundHistory history;
  private final Definitions definitions;

  RoundPruning(RoundHistory history, Definitions definitions) {
    this.history = history;
    this.definitions = definitions;
  }

  void moved(Advance advance) {
    for (Advance.Moved moved : advance.moved()) {
      if (moved.state().round() > 1 && beginsRound(moved.transitions())) {
        prune(moved.state());
      }
    }
  }

  private static boolean beginsRound(List<SagaTransition> transitions) {
    return transitions.stream()
        .flatMap(transition -> transition.events().stream())
        .anyMatch(SagaEvent.RoundStarted.class::isInstance);
  }

  private void prune(SagaState state) {
    var key = new Definitions.Key(state.definition(), state.definitionVersion());
    Recurrence recurrence = definitions.loaded(key).policy().recurrence();
    if (recurrence != null && state.round() > recurrence.history()) {
      history
          .keep(state.sagaId(), recurrence.history())
          .subscribe()
          .with(rows -> {}, failure -> tell(state, failure));
    }
  }

  private static void tell(SagaState state, Throwable failure) {
    try (var _ = LogContext.of(state.sagaId(), state.traceparent())) {
      LOGGER.warnf("saga-id=%s keeps its history: %s", state.sagaId(), failure);
    }
  }
}
