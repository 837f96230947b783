package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Carries out `AwaitSaga`, by which a saga keeps out of another one's way: it answers how that one
/// ended, or fails as long as it has not, so that the step is tried again. It changes nothing.
@ApplicationScoped
class SagaAwaiting {

  static final String COMMAND = "AwaitSaga";

  private final SagaStore sagas;
  private final MessagePublisher publisher;

  SagaAwaiting(SagaStore sagas, MessagePublisher publisher) {
    this.sagas = sagas;
    this.publisher = publisher;
  }

  Uni<Void> carryOut(CommandMessage command) {
    UUID sagaId = SagaIds.parse(command.input().get("sagaId"));
    if (sagaId == null) {
      return publisher.answer(
          command, new Outcome.Rejected("invalid_input", "sagaId: must be the id of a saga"));
    }
    return sagas
        .read(List.of(sagaId))
        .chain(found -> publisher.answer(command, outcome(found.get(sagaId))));
  }

  /// What does not exist is in nobody's way.
  private static Outcome outcome(@Nullable StoredSaga saga) {
    if (saga == null) {
      return new Outcome.Succeeded(Map.of("status", "unknown"));
    }
    SagaState state = saga.state();
    String status = state.status().wire();
    return state.status().isEnded()
        ? new Outcome.Succeeded(Map.of("status", status))
        : new Outcome.Failed(
            "saga_busy",
            "saga %s (%s) is %s".formatted(state.sagaId(), state.definition(), status));
  }
}
