package io.sagasuite.orchestrator.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.api.Paging;
import io.sagasuite.orchestrator.api.TraceLinks;
import io.sagasuite.orchestrator.store.InstanceLists;
import io.sagasuite.orchestrator.store.InstanceLists.InstanceFilter;
import io.sagasuite.orchestrator.store.InstanceRow;
import io.sagasuite.orchestrator.store.InstanceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Instances as they stand.
@ApplicationScoped
class InstanceReads {

  /// A page of instances.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InstancePage(List<InstanceView> instances, @Nullable String nextCursor) {}

  private static final Pattern NAME = Pattern.compile(InstanceRules.NAME);

  private final InstanceStore store;
  private final InstanceLists lists;
  private final ProvisioningReads provisioning;
  private final TraceLinks traces;

  InstanceReads(
      InstanceStore store, InstanceLists lists, ProvisioningReads provisioning, TraceLinks traces) {
    this.traces = traces;
    this.store = store;
    this.lists = lists;
    this.provisioning = provisioning;
  }

  /// The instance that has this name, or had it last.
  Uni<InstanceRow> row(String name) {
    if (!NAME.matcher(name).matches()) {
      return Uni.createFrom().failure(noInstance(name));
    }
    return store.row(name).map(found -> found.orElseThrow(() -> noInstance(name)));
  }

  private static ProblemException noInstance(String name) {
    return ProblemException.of(404, "there is no instance '" + name + "'");
  }

  /// An instance; without a record when provisioning has none or was not asked.
  InstanceView view(InstanceRow row, @Nullable ProvisionedInstance known) {
    return InstanceView.of(row, known, traces.of(row.current()));
  }

  /// One instance with what provisioning knows of it.
  Uni<InstanceView> view(InstanceRow row) {
    return provisioning
        .known(List.of(row.instanceId()))
        .map(known -> view(row, known.get(row.instanceId())));
  }

  /// Instances, newest first, with what provisioning knows of them.
  Uni<InstancePage> page(
      @Nullable InstanceState state,
      @Nullable String owner,
      @Nullable String namespace,
      Paging paging) {
    InstanceFilter filter =
        new InstanceFilter(
            state == null ? null : state.condition(), owner, namespace, paging.after());
    return lists.page(filter, paging.rows()).chain(rows -> page(rows, paging));
  }

  private Uni<InstancePage> page(List<InstanceRow> rows, Paging paging) {
    List<InstanceRow> shown = paging.shown(rows);
    List<UUID> ids = shown.stream().map(InstanceRow::instanceId).toList();
    return provisioning
        .known(ids)
        .map(known ->
            new InstancePage(
                shown.stream().map(row -> view(row, known.get(row.instanceId()))).toList(),
                paging.next(rows, InstanceRow::instanceId)));
  }
}
