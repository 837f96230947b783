package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sagasuite.saga.decision.SagaState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Instances with their sagas, newest first: their ids are those of the sagas that made them, which
/// rise with time.
@ApplicationScoped
public class InstanceLists {

  /// What to list; null for whatever there is.
  ///
  /// @param condition on the statuses of the sagas, in terms of `i`
  /// @param before only instances begun before this one
  public record InstanceFilter(
      @Nullable String condition,
      @Nullable String owner,
      @Nullable String namespace,
      @Nullable UUID before) {}

  /// One page of instances.
  @WithSession
  public Uni<List<InstanceRow>> page(InstanceFilter filter, int limit) {
    List<String> clauses = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    add(clauses, parameters, "i.owner = :owner", "owner", filter.owner());
    add(clauses, parameters, "i.namespace = :namespace", "namespace", filter.namespace());
    add(clauses, parameters, "i.instanceId < :before", "before", filter.before());
    if (filter.condition() != null) {
      clauses.add(filter.condition());
    }
    String where = clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    return InstanceEntity.<InstanceEntity>find(
            "select i from InstanceEntity i" + where + " order by i.instanceId desc", parameters)
        .page(0, limit)
        .list()
        .chain(InstanceLists::withSagas);
  }

  private static void add(
      List<String> clauses,
      Map<String, Object> parameters,
      String clause,
      String name,
      @Nullable Object value) {
    if (value != null) {
      clauses.add(clause);
      parameters.put(name, value);
    }
  }

  private static Uni<List<InstanceRow>> withSagas(List<InstanceEntity> instances) {
    Set<UUID> ids = new HashSet<>();
    for (InstanceEntity instance : instances) {
      ids.add(instance.instanceId);
      if (instance.deleteSagaId != null) {
        ids.add(instance.deleteSagaId);
      }
    }
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : SagaEntity.<SagaEntity>list("sagaId in ?1", ids).map(sagas -> rows(instances, sagas));
  }

  private static List<InstanceRow> rows(List<InstanceEntity> instances, List<SagaEntity> sagas) {
    Map<UUID, SagaState> states = HashMap.newHashMap(sagas.size());
    sagas.forEach(saga -> states.put(saga.sagaId, saga.toState()));
    List<InstanceRow> rows = new ArrayList<>(instances.size());
    for (InstanceEntity instance : instances) {
      SagaState create = states.get(instance.instanceId);
      if (create != null) {
        rows.add(
            new InstanceRow(
                instance.name,
                instance.owner,
                instance.namespace,
                create,
                instance.deleteSagaId == null ? null : states.get(instance.deleteSagaId)));
      }
    }
    return rows;
  }
}
