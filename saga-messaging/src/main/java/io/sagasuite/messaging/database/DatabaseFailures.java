package io.sagasuite.messaging.database;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Tells trouble that passes from data that the database will never take.
public final class DatabaseFailures {

  /// Data exceptions and exceeded limits.
  private static final Set<String> REFUSED = Set.of("22", "54");

  /// Connections, lacking resources, operators' interventions, the system's errors, and
  /// transactions to be repeated.
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

  private static final int CAUSES_MAX = 10;

  private DatabaseFailures() {}

  /// True when the same statement with the same data will fail for ever.
  public static boolean isRefusedData(Throwable failure) {
    return failure instanceof PgException pg && hasClass(pg, REFUSED);
  }

  /// True when the database could not be reached or gave up, and may answer the next time.
  public static boolean isUnavailable(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (isPassing(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isPassing(@Nullable Throwable failure) {
    return switch (failure) {
      case PgException pg -> hasClass(pg, PASSING);
      case IOException _, TimeoutException _, VertxException _, NoStackTraceThrowable _ -> true;
      case null, default -> false;
    };
  }

  private static boolean hasClass(PgException pg, Set<String> classes) {
    return pg.getSqlState() != null && classes.contains(pg.getSqlState().substring(0, 2));
  }
}
