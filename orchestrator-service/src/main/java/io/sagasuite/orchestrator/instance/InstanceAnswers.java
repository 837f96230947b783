package io.sagasuite.orchestrator.instance;

import io.sagasuite.orchestrator.runtime.Waiters;
import io.sagasuite.orchestrator.store.InstanceRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;

/// What a caller is answered who has changed something: the instance when its saga is at rest, or
/// as far as it has come. Provisioning is not asked, so that its absence delays nobody.
@ApplicationScoped
class InstanceAnswers {

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

  /// The answer with the instance.
  Uni<Response> of(String name, Duration wait) {
    return settled(name, wait)
        .map(row ->
            Response.status(row.current().status().isEnded() ? 200 : 202)
                .location(URI.create("/instances/" + name))
                .entity(reads.view(row, null))
                .build());
  }
}
