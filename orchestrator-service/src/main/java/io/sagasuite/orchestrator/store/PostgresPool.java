package io.sagasuite.orchestrator.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// The connection pool, with a bound on every wait: a half-open connection or an exhausted pool is
/// an error within seconds, never a batch that hangs.
@Singleton
final class PostgresPool implements PgPoolCreator {

  private static final int CONNECT_TIMEOUT_MS = 3_000;
  private static final int ACQUIRE_TIMEOUT_MS = 10_000;
  private static final int TCP_USER_TIMEOUT_MS = 10_000;
  private static final int WAITING_MAX = 5_000;
  private static final int STATEMENTS_CACHED_MAX = 128;

  @Override
  public Pool create(Input input) {
    for (PgConnectOptions options : input.pgConnectOptionsList()) {
      options.setConnectTimeout(CONNECT_TIMEOUT_MS);
      options.setTcpUserTimeout(TCP_USER_TIMEOUT_MS);
      options.setTcpKeepAlive(true);
      options.setPreparedStatementCacheMaxSize(STATEMENTS_CACHED_MAX);
    }
    PoolOptions pool =
        input
            .poolOptions()
            .setConnectionTimeout(ACQUIRE_TIMEOUT_MS)
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxWaitQueueSize(WAITING_MAX);
    return Pool.pool(input.vertx(), input.pgConnectOptionsList().getFirst(), pool);
  }
}
