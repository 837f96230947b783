package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.SagaChange;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.SagaInput;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Decides sagas that are due, at the database's time.
@ApplicationScoped
class DueDecisions {

  private final SagaRunner runner;
  private final Definitions definitions;
  private final FlowMetrics metrics;

  DueDecisions(SagaRunner runner, Definitions definitions, FlowMetrics metrics) {
    this.runner = runner;
    this.definitions = definitions;
    this.metrics = metrics;
  }

  /// The changes of the rows; what is to follow the commit is added to `advance`. The rows are
  /// locked, so every change will take effect.
  Uni<List<SagaChange>> decide(Collection<StoredSaga> due, Instant now, Advance advance) {
    return definitions
        .load(SagaRunner.keysOf(due))
        .map(loaded -> {
          List<SagaChange> changes = new ArrayList<>(due.size());
          for (StoredSaga saga : due) {
            metrics.late(saga.dueAt(), now);
            Plan plan = runner.planOf(saga);
            plan.apply(new Trigger(saga.state().sagaId(), new SagaInput.DueTimeReached(now)));
            changes.add(plan.changeWhenDue(now));
            plan.carryInto(advance);
          }
          return changes;
        });
  }
}
