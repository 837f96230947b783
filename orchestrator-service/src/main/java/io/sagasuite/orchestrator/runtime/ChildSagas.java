package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.KeyedSaga;
import io.sagasuite.orchestrator.store.SagaStartStore;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput.ParentAsks;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries out what a parent asks about its child: begins the child if it does not exist, and
/// otherwise lets it know. A child that is to be undone before it began begins as undone, so that
/// it can never begin later.
@ApplicationScoped
class ChildSagas {

  private final SagaStore sagas;
  private final SagaStartStore starts;
  private final Definitions definitions;
  private final SagaRunner runner;
  private final ChildAnswers answers;

  ChildSagas(
      SagaStore sagas,
      SagaStartStore starts,
      Definitions definitions,
      SagaRunner runner,
      ChildAnswers answers) {
    this.sagas = sagas;
    this.starts = starts;
    this.definitions = definitions;
    this.runner = runner;
    this.answers = answers;
  }

  /// Completes when it is durable and everything that follows from it has been sent.
  Uni<Void> carryOut(ChildRequest request) {
    return sagas
        .read(List.of(request.childId()))
        .chain(found -> found.isEmpty() ? begin(request) : tell(request));
  }

  private Uni<Void> begin(ChildRequest request) {
    return definitions
        .newest(request.definition())
        .chain(found -> {
          Outcome refusal = refusal(request, found.orElse(null));
          return refusal != null
              ? answers.send(request, refusal)
              : start(request, found.orElseThrow());
        });
  }

  /// A child that cannot begin has done nothing, so there is nothing to undo either.
  private static @Nullable Outcome refusal(
      ChildRequest request, @Nullable SagaDefinition definition) {
    boolean undo = request.command().direction() == Direction.COMPENSATE;
    if (definition == null) {
      return undo
          ? new Outcome.Succeeded(Map.of())
          : new Outcome.Rejected(
              "unknown_definition", "there is no definition '" + request.definition() + "'");
    }
    if (undo || definition.inputSchema() == null) {
      return null;
    }
    List<Violation> violations = definition.inputSchema().violations(request.input());
    return violations.isEmpty()
        ? null
        : new Outcome.Rejected("invalid_input", violations.getFirst().toString());
  }

  private Uni<Void> start(ChildRequest request, SagaDefinition definition) {
    KeyedSaga child = answers.begin(request, definition);
    return starts
        .accept(List.of(child))
        .chain(begun -> begun.isEmpty() ? tell(request) : answers.begun(request, child));
  }

  private Uni<Void> tell(ChildRequest request) {
    Asked asked = request.asked();
    if (asked == null) {
      return answers.exists(request);
    }
    Trigger trigger = new Trigger(request.childId(), new ParentAsks(asked, answers.now()));
    return runner.apply(List.of(trigger)).chain(answers::carryOut);
  }
}
