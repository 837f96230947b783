package io.sagasuite.messaging.database;

import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/// What becomes of the news that a connection was lost while someone held it. The statement that is
/// under way fails as well, so nothing is to be done here; but without a handler the driver would
/// print it on the error stream, past the log. Whoever takes a connection out of the pool listens.
public final class LostConnection {

  private static final Logger LOGGER = Logger.getLogger(LostConnection.class);

  private LostConnection() {}

  /// This connection, whose loss will be in the log.
  public static SqlConnection logged(SqlConnection connection) {
    return connection.exceptionHandler(
        failure -> LOGGER.warnf("a connection to the database was lost: %s", failure));
  }
}
