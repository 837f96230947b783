package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.runtime.Waiters;
import io.sagasuite.orchestrator.store.InstanceRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;

/// What a caller is answered who has changed something: the instance when its saga is at rest, or
/// as far as it has come.
@ApplicationScoped
class InstanceAnswers {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final InstanceReads reads;
  private final Waiters waiters;

  InstanceAnswers(InstanceReads reads, Waiters waiters) {
    this.reads = reads;
    this.waiters = waiters;
  }

  /// The instance, at rest if it comes to rest in time.
  Uni<InstanceRow> settled(String name, Duration wait) {
    return reads
        .row(name)
        .chain(row ->
            wait.isZero() || row.current().status().isEnded()
                ? Uni.createFrom().item(row)
                : waiters.settled(row.current().sagaId(), wait).chain(() -> reads.row(name)));
  }

  /// The answer with an instance that has just begun, of which nobody but its saga knows anything.
  Uni<Response> ofNew(String name, Duration wait) {
    return settled(name, wait).map(row -> response(row, reads.view(row, null)));
  }

  /// The answer with an instance that was there before. Provisioning delays it a moment at most.
  Uni<Response> ofKnown(String name, Duration wait) {
    return settled(name, wait)
        .chain(row ->
            reads
                .view(row)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> reads.view(row, null))
                .map(view -> response(row, view)));
  }

  private static Response response(InstanceRow row, InstanceView view) {
    return Response.status(row.current().status().isEnded() ? 200 : 202)
        .location(URI.create("/instances/" + row.name()))
        .entity(view)
        .build();
  }
}
