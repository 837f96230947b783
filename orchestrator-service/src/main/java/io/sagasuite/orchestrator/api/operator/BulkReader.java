package io.sagasuite.orchestrator.api.operator;

import io.sagasuite.orchestrator.api.Checks;
import io.sagasuite.orchestrator.api.Parameters;
import io.sagasuite.orchestrator.api.operator.ActionReader.Asked;
import io.sagasuite.orchestrator.store.SagaLists.SagaFilter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads one action on many sagas, and refuses what would reach further than its caller may think.
final class BulkReader {

  static final int SAGAS_MAX = 1_000;

  private BulkReader() {}

  /// What is asked for.
  record BulkAsked(
      SagaFilter filter, Asked asked, boolean dryRun, int limit, @Nullable UUID cursor) {}

  static BulkAsked read(@Nullable BulkRequest body, @Nullable String operator) {
    Checks checks = new Checks();
    BulkRequest request =
        body == null ? new BulkRequest(null, null, null, null, null, null, null, null) : body;
    SagaFilter filter = filter(request.filter(), checks);
    Asked asked = action(request, operator, checks);
    int limit = request.limit() == null ? SAGAS_MAX : request.limit();
    if (limit < 1 || limit > SAGAS_MAX) {
      checks.refuse("limit", "must be a number from 1 to " + SAGAS_MAX);
    }
    checks.throwIfAny(422);
    return new BulkAsked(
        filter,
        Objects.requireNonNull(asked),
        Boolean.TRUE.equals(request.dryRun()),
        limit,
        request.cursor());
  }

  private static @Nullable Asked action(
      BulkRequest request, @Nullable String operator, Checks checks) {
    String word = request.action();
    if (word == null || !ActionReader.FIELDS.containsKey(word)) {
      checks.refuse(
          "action", "must be of " + String.join(", ", new TreeSet<>(ActionReader.FIELDS.keySet())));
      return null;
    }
    ActionRequest one =
        new ActionRequest(request.reason(), request.by(), request.step(), null, null, null, null);
    return checks.read(() -> ActionReader.action(word, one, operator));
  }

  private static SagaFilter filter(BulkRequest.@Nullable Filter filter, Checks checks) {
    if (filter == null || filter.isEmpty()) {
      checks.refuse("filter", "must say which sagas; an empty one would mean all there are");
      return new SagaFilter(null, Set.of(), null, null, null, null, null, null);
    }
    checks.text("filter.definition", filter.definition(), Parameters.TEXT_MAX);
    checks.text("filter.businessKey", filter.businessKey(), Parameters.TEXT_MAX);
    return new SagaFilter(
        filter.definition(),
        statuses(filter.status(), checks),
        null,
        filter.businessKey(),
        null,
        checks.read(() -> Parameters.time("filter.createdAfter", filter.createdAfter())),
        checks.read(() -> Parameters.time("filter.createdBefore", filter.createdBefore())),
        ids(filter.ids(), checks),
        null);
  }

  private static Set<String> statuses(@Nullable List<String> stated, Checks checks) {
    if (stated == null) {
      return Set.of();
    }
    if (stated.isEmpty() || stated.contains(null)) {
      checks.refuse("filter.status", "must name at least one status");
      return Set.of();
    }
    Set<String> statuses =
        checks.read(() -> Parameters.statuses("filter.status", String.join(",", stated)));
    return statuses == null ? Set.of() : statuses;
  }

  private static Set<UUID> ids(@Nullable List<UUID> stated, Checks checks) {
    if (stated == null) {
      return Set.of();
    }
    if (stated.isEmpty() || stated.size() > SAGAS_MAX || stated.contains(null)) {
      checks.refuse("filter.ids", "must be 1 to " + SAGAS_MAX + " ids");
      return Set.of();
    }
    return Set.copyOf(stated);
  }
}
