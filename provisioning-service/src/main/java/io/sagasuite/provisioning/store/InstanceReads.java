package io.sagasuite.provisioning.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Instances, read for people.
@ApplicationScoped
public class InstanceReads {

  private final Instances instances;
  private final Events events;
  private final HealthChecks checks;
  private final Drifts drifts;

  InstanceReads(Instances instances, Events events, HealthChecks checks, Drifts drifts) {
    this.instances = instances;
    this.events = events;
    this.checks = checks;
    this.drifts = drifts;
  }

  /// Those of these that are known.
  @WithSession
  public Uni<List<InstanceView>> all(List<UUID> ids) {
    return instances
        .find("instanceId in ?1", Sort.ascending("createdAt", "instanceId"), ids)
        .list()
        .map(rows -> rows.stream().map(InstanceView::of).toList());
  }

  /// One; null when it is not known.
  @WithSession
  public Uni<InstanceView> one(UUID id) {
    return instances.findById(id).onItem().ifNotNull().transform(InstanceView::of);
  }

  /// What happened to it, newest first.
  @WithSession
  public Uni<List<EventView>> events(UUID id, int limit) {
    return events
        .find("instanceId", Sort.descending("eventId"), id)
        .page(0, limit)
        .list()
        .map(rows -> rows.stream().map(EventView::of).toList());
  }

  /// Its latest health checks, newest first.
  @WithSession
  public Uni<List<HealthCheckView>> healthChecks(UUID id, int limit) {
    return checks
        .find("instanceId", Sort.descending("round"), id)
        .page(0, limit)
        .list()
        .map(rows -> rows.stream().map(HealthCheckView::of).toList());
  }

  /// The latest differences, newest first.
  @WithSession
  public Uni<List<DriftView>> drift(int limit) {
    return drifts
        .findAll(Sort.descending("driftId"))
        .page(0, limit)
        .list()
        .map(rows -> rows.stream().map(DriftView::of).toList());
  }

  /// Rows of instances.
  @ApplicationScoped
  static class Instances implements PanacheRepositoryBase<InstanceEntity, UUID> {}

  /// Rows of events.
  @ApplicationScoped
  static class Events implements PanacheRepositoryBase<EventEntity, Long> {}

  /// Rows of health checks.
  @ApplicationScoped
  static class HealthChecks implements PanacheRepositoryBase<HealthCheckEntity, Long> {}

  /// Rows of differences.
  @ApplicationScoped
  static class Drifts implements PanacheRepositoryBase<DriftEntity, Long> {}
}
