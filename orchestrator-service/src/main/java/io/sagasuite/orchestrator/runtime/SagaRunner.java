package io.sagasuite.orchestrator.runtime;

import io.sagasuite.messaging.database.DatabaseFailures;
import io.sagasuite.orchestrator.store.RecentSagas;
import io.sagasuite.orchestrator.store.SagaChange;
import io.sagasuite.orchestrator.store.SagaStore;
import io.sagasuite.orchestrator.store.StoredSaga;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Applies a batch of triggers: the sagas are remembered or read by one query, the decider decides
/// them in memory, one statement moves them. Sagas that somebody else moved meanwhile are read and
/// decided again, and so are remembered ones that would not change, since no write has shown yet
/// that they are as remembered. Publishes nothing; trouble with the database fails the whole, and
/// nothing is lost by repeating it.
@ApplicationScoped
public class SagaRunner {

  private static final Logger LOGGER = Logger.getLogger(SagaRunner.class);
  private static final int ROUNDS_BEFORE_PAUSE = 10;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final SagaStore store;
  private final RecentSagas recent;
  private final Definitions definitions;

  SagaRunner(SagaStore store, RecentSagas recent, Definitions definitions) {
    this.store = store;
    this.recent = recent;
    this.definitions = definitions;
  }

  /// What the triggers make of their sagas; triggers of one saga apply in order.
  public Uni<Advance> apply(List<Trigger> triggers) {
    Advance advance = new Advance();
    return triggers.isEmpty() ? Uni.createFrom().item(advance) : round(triggers, advance, 1);
  }

  private Uni<Advance> round(List<Trigger> triggers, Advance advance, int round) {
    Map<UUID, List<Trigger>> bySaga = new LinkedHashMap<>();
    triggers.forEach(
        trigger -> bySaga.computeIfAbsent(trigger.sagaId(), id -> new ArrayList<>(2)).add(trigger));
    Map<UUID, StoredSaga> remembered = round == 1 ? recent.of(bySaga.keySet()) : Map.of();
    return read(bySaga.keySet(), remembered)
        .call(sagas -> definitions.load(keysOf(sagas.values())))
        .map(sagas -> plan(bySaga, sagas, advance))
        .chain(plans -> move(plans, remembered.keySet(), advance))
        .onFailure(DatabaseFailures::isRefusedData)
        .recoverWithUni(failure -> alone(bySaga, advance, failure))
        .chain(open -> again(open, advance, round));
  }

  private Uni<Map<UUID, StoredSaga>> read(Set<UUID> sagaIds, Map<UUID, StoredSaga> remembered) {
    List<UUID> missing = sagaIds.stream().filter(id -> !remembered.containsKey(id)).toList();
    if (missing.isEmpty()) {
      return Uni.createFrom().item(remembered);
    }
    return store
        .read(missing)
        .map(sagas -> {
          Map<UUID, StoredSaga> all = new HashMap<>(remembered);
          all.putAll(sagas);
          return all;
        });
  }

  private Map<UUID, Plan> plan(
      Map<UUID, List<Trigger>> bySaga, Map<UUID, StoredSaga> sagas, Advance advance) {
    Map<UUID, Plan> plans = LinkedHashMap.newLinkedHashMap(bySaga.size());
    bySaga.forEach((sagaId, triggers) -> {
      StoredSaga saga = sagas.get(sagaId);
      if (saga == null) {
        triggers.forEach(trigger -> advance.refuse(trigger, "unknown saga"));
      } else {
        Plan plan = planOf(saga);
        triggers.forEach(plan::apply);
        plans.put(sagaId, plan);
      }
    });
    return plans;
  }

  /// A plan for a saga whose definition has been loaded.
  Plan planOf(StoredSaga saga) {
    return new Plan(saga, definitions.loaded(keyOf(saga)));
  }

  /// The triggers that are to be applied to what the rows really are.
  private Uni<List<Trigger>> move(Map<UUID, Plan> plans, Set<UUID> remembered, Advance advance) {
    List<SagaChange> changes =
        plans.values().stream().map(Plan::change).filter(Objects::nonNull).toList();
    return store
        .move(changes)
        .invoke(moved -> remember(changes, moved))
        .map(moved -> settle(plans, remembered, moved, advance));
  }

  private void remember(List<SagaChange> changes, Set<UUID> moved) {
    recent.stored(
        changes.stream()
            .filter(change -> moved.contains(change.sagaId()))
            .map(SagaChange::stored)
            .toList());
  }

  private List<Trigger> settle(
      Map<UUID, Plan> plans, Set<UUID> remembered, Set<UUID> moved, Advance advance) {
    List<Trigger> open = new ArrayList<>(0);
    plans.forEach((sagaId, plan) -> {
      boolean read = !remembered.contains(sagaId);
      if (moved.contains(sagaId) || plan.changesNothing() && read) {
        plan.carryInto(advance);
      } else {
        open.addAll(plan.triggers());
      }
    });
    recent.forget(open.stream().map(Trigger::sagaId).toList());
    return open;
  }

  /// The database refuses something in the batch: each saga goes alone, and who is refused alone is
  /// set aside.
  private Uni<List<Trigger>> alone(
      Map<UUID, List<Trigger>> bySaga, Advance advance, Throwable failure) {
    if (bySaga.size() == 1) {
      bySaga
          .values()
          .forEach(all -> all.forEach(one -> advance.refuse(one, "refused: " + failure)));
      return Uni.createFrom().item(List.of());
    }
    return Multi.createFrom()
        .iterable(bySaga.values())
        .onItem()
        .transformToUniAndConcatenate(triggers -> round(triggers, advance, 1))
        .collect()
        .last()
        .replaceWith(List.of());
  }

  private Uni<Advance> again(List<Trigger> open, Advance advance, int round) {
    if (open.isEmpty()) {
      return Uni.createFrom().item(advance);
    }
    if (round % ROUNDS_BEFORE_PAUSE != 0) {
      return round(open, advance, round + 1);
    }
    LOGGER.warnf("triggers=%s came %d times after somebody else's", open, round);
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(() -> round(open, advance, round + 1));
  }

  static List<Definitions.Key> keysOf(Collection<StoredSaga> sagas) {
    return sagas.stream().map(SagaRunner::keyOf).distinct().toList();
  }

  private static Definitions.Key keyOf(StoredSaga saga) {
    return new Definitions.Key(saga.state().definition(), saga.state().definitionVersion());
  }
}
