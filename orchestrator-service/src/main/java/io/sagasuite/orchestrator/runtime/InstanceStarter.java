package io.sagasuite.orchestrator.runtime;

import io.sagasuite.orchestrator.runtime.GroupedStarts.Bounds;
import io.sagasuite.orchestrator.store.DeletionStore;
import io.sagasuite.orchestrator.store.InstanceStore;
import io.sagasuite.orchestrator.store.NewDeletion;
import io.sagasuite.orchestrator.store.NewDeletion.AcceptedDeletion;
import io.sagasuite.orchestrator.store.NewInstance;
import io.sagasuite.orchestrator.store.NewInstance.AcceptedInstance;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/// Starts the sagas that make and delete instances, bounded as those of orders are, in queues of
/// their own.
@ApplicationScoped
public class InstanceStarter {

  private final GroupedStarts<NewInstance, AcceptedInstance> instances;
  private final GroupedStarts<NewDeletion, AcceptedDeletion> deletions;
  private final Admission admission;

  InstanceStarter(
      InstanceStore instanceStore,
      DeletionStore deletionStore,
      StartPublication publication,
      StartSettings settings,
      Admission admission,
      Vertx vertx) {
    this.admission = admission;
    Bounds bounds = new Bounds(settings.batchMax(), settings.queueMax());
    this.instances = new GroupedStarts<>(instanceStore, publication, bounds, vertx);
    this.deletions = new GroupedStarts<>(deletionStore, publication, bounds, vertx);
  }

  /// Begins to make the instance, or finds the one that has its name or its key.
  ///
  /// @throws OverloadedException when nothing more can be taken in
  public CompletableFuture<Submission<AcceptedInstance>> submit(NewInstance instance) {
    admission.admit(instance.start().state(), instances.waiting());
    return TraceContext.noted(instances.submit(instance));
  }

  /// Begins to delete the instance, or finds what deletes it already.
  ///
  /// @throws OverloadedException when nothing more can be taken in
  public CompletableFuture<Submission<AcceptedDeletion>> submit(NewDeletion deletion) {
    return TraceContext.noted(deletions.submit(deletion));
  }
}
