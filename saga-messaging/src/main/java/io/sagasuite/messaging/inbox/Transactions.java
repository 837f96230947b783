package io.sagasuite.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Runs work in a local transaction: all of it becomes durable, or none.
@Singleton
public final class Transactions {

  private final Pool pool;

  Transactions(Pool pool) {
    this.pool = pool;
  }

  /// Commits when the work succeeds, rolls back when it fails.
  public <T> Uni<T> run(Function<LocalTransaction, Uni<T>> work) {
    return pool.withConnection(connection -> {
      LocalTransaction tx = LocalTransaction.begin(connection);
      return Uni.createFrom()
          .deferred(() -> work.apply(tx))
          .call(tx::commit)
          .onFailure()
          .transform(tx::causeOf)
          .onFailure()
          .call(tx::rollback);
    });
  }
}
