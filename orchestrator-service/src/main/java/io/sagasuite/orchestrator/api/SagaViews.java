package io.sagasuite.orchestrator.api;

import io.sagasuite.orchestrator.runtime.Definitions;
import io.sagasuite.orchestrator.store.JournalStore;
import io.sagasuite.orchestrator.store.JournalStore.JournalRemarks;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.definition.Step.ForEach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Draws up the views of sagas. The journal is asked only where the state does not tell all.
@ApplicationScoped
public class SagaViews {

  static final int ELEMENTS_SHOWN = 100;

  private final JournalStore journal;
  private final Definitions definitions;
  private final TraceLinks traces;

  SagaViews(JournalStore journal, Definitions definitions, TraceLinks traces) {
    this.traces = traces;
    this.journal = journal;
    this.definitions = definitions;
  }

  /// The view of a saga, with the first or with all elements of the steps that run over lists.
  public Uni<SagaView> of(SagaState saga, boolean allElements) {
    int elementsMax = allElements ? ForEach.ITEMS_MAX : ELEMENTS_SHOWN;
    Uni<JournalRemarks> remarks =
        needsTheJournal(saga)
            ? journal.remarks(saga.sagaId())
            : Uni.createFrom().item(JournalRemarks.NONE);
    Definitions.Key key = new Definitions.Key(saga.definition(), saga.definitionVersion());
    return definitions
        .load(List.of(key))
        .chain(() -> remarks)
        .map(told -> {
          StepView.Source source =
              new StepView.Source(saga, definitions.loaded(key), told.skipReasons(), elementsMax);
          return SagaView.of(saga, traces.of(saga), told, source.views());
        });
  }

  private static boolean needsTheJournal(SagaState saga) {
    return saga.status() == SagaStatus.PAUSED
        || saga.steps().stream().anyMatch(step -> step.execute().phase() == Phase.SKIPPED);
  }
}
