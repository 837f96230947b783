package io.sagasuite.messaging.inbox;

import io.sagasuite.messaging.database.DatabaseFailures;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import org.apache.kafka.common.KafkaException;

/// Tells trouble that passes from trouble that every repetition would meet again.
public final class CommandFaults {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String INBOX_KEY = "handled_command_pkey";

  private CommandFaults() {}

  /// True when the commands themselves, or their handlers, are at fault: the same commands would
  /// fail again. Everything else is retried until it passes. A second record of one command also
  /// passes: it means that another consumer was faster, and the next read finds its record.
  public static boolean isFaultOfCommand(Throwable failure) {
    if (failure instanceof PgException refusal) {
      return !passes(refusal);
    }
    return failure instanceof RuntimeException
        && !(failure instanceof VertxException)
        && !(failure instanceof KafkaException);
  }

  private static boolean passes(PgException refusal) {
    String state = refusal.getSqlState();
    return state == null
        || DatabaseFailures.isUnavailable(refusal)
        || (UNIQUE_VIOLATION.equals(state) && INBOX_KEY.equals(refusal.getConstraint()));
  }
}
