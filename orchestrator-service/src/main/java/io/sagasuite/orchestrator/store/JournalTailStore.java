package io.sagasuite.orchestrator.store;

import io.sagasuite.messaging.database.LostConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Hands the journal's tail to one orchestrator at a time: the lock lives as long as the holder's
/// connection, so a dead holder's is free as soon as the database notices.
@ApplicationScoped
public class JournalTailStore {

  /// "tail" in ASCII; any number will do as long as nothing else locks it.
  private static final String LOCK = "SELECT pg_try_advisory_lock(1952541036)";

  private final Pool pool;

  JournalTailStore(Pool pool) {
    this.pool = pool;
  }

  /// The tail, unless another holds it.
  public Uni<Optional<JournalTail>> acquire() {
    return pool.getConnection().map(LostConnection::logged).chain(JournalTailStore::lock);
  }

  private static Uni<Optional<JournalTail>> lock(SqlConnection connection) {
    return connection
        .query(LOCK)
        .execute()
        .chain(rows ->
            rows.iterator().next().getBoolean(0)
                ? Uni.createFrom().item(Optional.of(new JournalTail(connection)))
                : connection.close().replaceWith(Optional.<JournalTail>empty()))
        .onFailure()
        .call(connection::close);
  }
}
