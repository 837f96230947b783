package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaInput.OperatorActs;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.definition.SagaDefinition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Carries out what a person asks of sagas, or decides it without storing or sending anything.
@ApplicationScoped
public class SagaActions {

  /// What became of an action.
  public sealed interface Acted {
    /// It is durable; this is the saga after it.
    record Done(SagaState saga) implements Acted {}

    /// It does not fit, and changed nothing.
    record Refused(String reason) implements Acted {}

    /// There is no such saga.
    record Unknown() implements Acted {}
  }

  /// What would become of an action.
  public record Tried(SagaDefinition definition, SagaState before, Decision decision) {}

  private static final Logger LOGGER = Logger.getLogger(SagaActions.class);

  private final SagaRunner runner;
  private final Effects effects;
  private final SagaStore store;
  private final Definitions definitions;

  SagaActions(SagaRunner runner, Effects effects, SagaStore store, Definitions definitions) {
    this.runner = runner;
    this.effects = effects;
    this.store = store;
    this.definitions = definitions;
  }

  /// Completes when the action is durable; holds the reason when it was refused. Its commands leave
  /// meanwhile, or when the saga is due again.
  public Uni<Optional<String>> act(UUID sagaId, SagaInput action) {
    Trigger trigger = new Trigger(sagaId, action);
    return runner
        .apply(List.of(trigger))
        .invoke(this::send)
        .map(advance -> Optional.ofNullable(advance.refused().get(trigger)));
  }

  /// As [#act], with the saga after it. It is tried out first, so that an action which cannot be
  /// decided fails by itself and is not taken for one that does not fit.
  public Uni<Acted> carryOut(UUID sagaId, OperatorActs action) {
    Trigger trigger = new Trigger(sagaId, action);
    return tryOut(sagaId, action)
        .chain(tried ->
            tried.isEmpty()
                ? Uni.createFrom().item(new Acted.Unknown())
                : runner
                    .apply(List.of(trigger))
                    .invoke(this::send)
                    .map(advance -> actedOf(advance, trigger)));
  }

  private static Acted actedOf(Advance advance, Trigger trigger) {
    String refusal = advance.refused().get(trigger);
    return refusal != null
        ? new Acted.Refused(refusal)
        : new Acted.Done(advance.moved().getFirst().state());
  }

  /// Acts on many sagas in one transaction; those that refused, with their reasons.
  public Uni<Map<UUID, String>> carryOutOnAll(Collection<UUID> sagaIds, OperatorActs action) {
    List<Trigger> triggers = sagaIds.stream().map(id -> new Trigger(id, action)).toList();
    return runner
        .apply(triggers)
        .invoke(this::send)
        .map(advance -> {
          Map<UUID, String> refused = new HashMap<>();
          advance.refused().forEach((trigger, why) -> refused.put(trigger.sagaId(), why));
          return refused;
        });
  }

  /// What the action would make of the saga as it now is; empty when there is no such saga.
  public Uni<Optional<Tried>> tryOut(UUID sagaId, OperatorActs action) {
    return tryOutOnAll(List.of(sagaId), action)
        .map(tried -> Optional.ofNullable(tried.get(sagaId)));
  }

  /// What the action would make of each of the sagas that there are.
  public Uni<Map<UUID, Tried>> tryOutOnAll(Collection<UUID> sagaIds, OperatorActs action) {
    return store
        .read(sagaIds)
        .call(sagas -> definitions.load(SagaRunner.keysOf(sagas.values())))
        .map(sagas -> {
          Map<UUID, Tried> tried = HashMap.newHashMap(sagas.size());
          sagas.forEach((id, saga) -> tried.put(id, decide(saga, action)));
          return tried;
        });
  }

  private Tried decide(StoredSaga saga, OperatorActs action) {
    SagaState before = saga.state();
    SagaDefinition definition =
        definitions.loaded(new Definitions.Key(before.definition(), before.definitionVersion()));
    return new Tried(definition, before, SagaDecider.decide(definition, before, action));
  }

  private void send(Advance advance) {
    effects
        .carryOut(advance)
        .subscribe()
        .with(
            sent -> {},
            failure -> LOGGER.warnf("commands of an action follow when due: %s", failure));
  }
}
