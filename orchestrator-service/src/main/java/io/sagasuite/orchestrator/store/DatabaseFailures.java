package io.sagasuite.orchestrator.store;

import io.vertx.pgclient.PgException;

/// Tells trouble that passes from data that the database will never take.
public final class DatabaseFailures {

  private static final String DATA_EXCEPTION = "22";
  private static final String LIMIT_EXCEEDED = "54";

  private DatabaseFailures() {}

  /// True when the same statement with the same data will fail for ever.
  public static boolean isRefusedData(Throwable failure) {
    if (failure instanceof PgException pg && pg.getSqlState() != null) {
      return pg.getSqlState().startsWith(DATA_EXCEPTION)
          || pg.getSqlState().startsWith(LIMIT_EXCEEDED);
    }
    return false;
  }
}
