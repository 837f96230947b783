package io.sagasuite.orchestrator.instance;

import io.sagasuite.messaging.rest.ProblemException;
import io.sagasuite.orchestrator.runtime.InstanceStarter;
import io.sagasuite.orchestrator.runtime.ShippedSagas;
import io.sagasuite.orchestrator.runtime.Submission;
import io.sagasuite.orchestrator.runtime.TraceContext;
import io.sagasuite.orchestrator.store.InstanceRow;
import io.sagasuite.orchestrator.store.NewDeletion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Has an instance deleted, once, however often that is asked for.
@ApplicationScoped
class InstanceDeletion {

  private static final String DEFINITION = "delete-instance";

  private final InstanceStarter starter;
  private final ShippedSagas sagas;

  InstanceDeletion(InstanceStarter starter, ShippedSagas sagas) {
    this.starter = starter;
    this.sagas = sagas;
  }

  /// Whether the deletion is new.
  Uni<Boolean> submit(InstanceRow row) {
    InstanceState state = InstanceState.of(row);
    if (state == InstanceState.DELETING || state == InstanceState.DELETED) {
      return Uni.createFrom().item(false);
    }
    NewDeletion deletion = deletion(row);
    return Uni.createFrom()
        .completionStage(() -> starter.submit(deletion))
        .onFailure(IllegalStateException.class)
        .transform(gone ->
            ProblemException.of(
                409, "the name '" + row.name() + "' has meanwhile been given to a new instance"))
        .map(answer -> answer instanceof Submission.Begun);
  }

  private NewDeletion deletion(InstanceRow row) {
    Map<String, Object> input =
        Map.of(
            "instanceId", row.instanceId().toString(),
            "name", row.name(),
            "namespace", row.namespace());
    return new NewDeletion(
        row.name(),
        row.instanceId(),
        sagas.begin(DEFINITION, sagas.newId(), row.name(), input, TraceContext.current()));
  }
}
