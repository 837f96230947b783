package io.sagasuite.orchestrator.store;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.sagasuite.saga.decision.SagaStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists of sagas and of orders, newest first: saga ids rise with time, so the id of the last row
/// of a page is where the next one goes on.
@ApplicationScoped
public class SagaLists {

  /// What to list; null, or no statuses, for whatever there is.
  ///
  /// @param ids only these; none for any
  /// @param before only sagas begun before this one
  public record SagaFilter(
      @Nullable String definition,
      Set<String> statuses,
      @Nullable Boolean cancelled,
      @Nullable String businessKey,
      @Nullable String customerId,
      @Nullable Instant createdAfter,
      @Nullable Instant createdBefore,
      Set<UUID> ids,
      @Nullable UUID before) {

    /// Of any ids.
    public SagaFilter(
        @Nullable String definition,
        Set<String> statuses,
        @Nullable Boolean cancelled,
        @Nullable String businessKey,
        @Nullable String customerId,
        @Nullable Instant createdAfter,
        @Nullable Instant createdBefore,
        @Nullable UUID before) {
      this(
          definition,
          statuses,
          cancelled,
          businessKey,
          customerId,
          createdAfter,
          createdBefore,
          Set.of(),
          before);
    }

    /// The same, begun before this saga.
    public SagaFilter before(@Nullable UUID sagaId) {
      return new SagaFilter(
          definition,
          statuses,
          cancelled,
          businessKey,
          customerId,
          createdAfter,
          createdBefore,
          ids,
          sagaId);
    }
  }

  /// One page of sagas, as lines of a list.
  @WithSession
  public Uni<List<SagaLineEntity>> lines(SagaFilter filter, int limit) {
    Conditions conditions = Conditions.of(filter);
    return SagaLineEntity.<SagaLineEntity>find(
            conditions.query("select s from SagaLineEntity s") + " order by s.sagaId desc",
            conditions.parameters)
        .page(0, limit)
        .list();
  }

  /// One page of sagas with all that is known of each.
  @WithSession
  public Uni<List<SagaEntity>> page(SagaFilter filter, int limit) {
    Conditions conditions = Conditions.of(filter);
    return SagaEntity.<SagaEntity>find(
            conditions.query("select s from SagaEntity s") + " order by s.sagaId desc",
            conditions.parameters)
        .page(0, limit)
        .list();
  }

  /// How many there are, on all pages from here on.
  @WithSession
  public Uni<Long> count(SagaFilter filter) {
    Conditions conditions = Conditions.of(filter);
    return SagaLineEntity.count(conditions.query("from SagaLineEntity s"), conditions.parameters);
  }

  /// One saga, if there is one.
  @WithSession
  public Uni<Optional<SagaEntity>> find(UUID sagaId) {
    return SagaEntity.<SagaEntity>findById(sagaId).map(Optional::ofNullable);
  }

  /// The conditions of a query, those that were asked for.
  private static final class Conditions {
    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean ofOrders;

    static Conditions of(SagaFilter filter) {
      Conditions conditions = new Conditions();
      conditions.add("s.definition = :definition", "definition", filter.definition());
      conditions.add("s.businessKey = :key", "key", filter.businessKey());
      conditions.add("s.createdAt > :after", "after", filter.createdAfter());
      conditions.add("s.createdAt < :until", "until", filter.createdBefore());
      conditions.add("o.customerId = :customer", "customer", filter.customerId());
      conditions.ofOrders = filter.customerId() != null;
      conditions.add("s.sagaId < :before", "before", filter.before());
      if (!filter.ids().isEmpty()) {
        conditions.add("s.sagaId in (:ids)", "ids", filter.ids());
      }
      if (!filter.statuses().isEmpty()) {
        conditions.clauses.add("s.status in (" + words(filter.statuses()) + ")");
      }
      if (filter.cancelled() != null) {
        conditions.clauses.add(
            filter.cancelled()
                ? "s.reason = 'cancelled'"
                : "(s.reason is null or s.reason <> 'cancelled')");
      }
      return conditions;
    }

    /// Statuses stand in the query as they are, or the planner could not use the index that knows
    /// only the rare ones. They are words of [SagaStatus] and nothing else.
    private static String words(Set<String> statuses) {
      return Arrays.stream(SagaStatus.values())
          .map(SagaStatus::wire)
          .filter(statuses::contains)
          .collect(Collectors.joining("', '", "'", "'"));
    }

    void add(String clause, String name, @Nullable Object value) {
      if (value != null) {
        clauses.add(clause);
        parameters.put(name, value);
      }
    }

    String query(String select) {
      String joined = ofOrders ? select + " join OrderEntity o on o.sagaId = s.sagaId" : select;
      return clauses.isEmpty() ? joined : joined + " where " + String.join(" and ", clauses);
    }
  }
}
