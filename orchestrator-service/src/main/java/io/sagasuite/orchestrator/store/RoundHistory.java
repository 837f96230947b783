package io.sagasuite.orchestrator.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Keeps the journal of a saga that begins again and again from growing for ever: the rows of its
/// oldest rounds go once they have been published.
@ApplicationScoped
public class RoundHistory {

  private static final String PRUNE =
      """
      DELETE FROM journal j
      USING (SELECT version FROM journal
             WHERE saga_id = $1 AND events LIKE '%"type":"RoundStarted"%'
             ORDER BY version DESC OFFSET $2 LIMIT 1) oldest,
            event_tail tail
      WHERE j.saga_id = $1 AND j.version < oldest.version AND j.txid <= tail.last_txid
      """;

  private final Pool pool;

  RoundHistory(Pool pool) {
    this.pool = pool;
  }

  /// Keeps this many rounds, the current one among them; how many rows went.
  public Uni<Integer> keep(UUID sagaId, int rounds) {
    return pool.preparedQuery(PRUNE)
        .execute(Tuple.of(sagaId, (long) rounds - 1))
        .map(rows -> rows.rowCount());
  }
}
