package io.sagasuite.messaging.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/// Tells trouble that passes from trouble that every repetition would meet again.
public final class DatabaseFailures {

  /// Connection, transaction rollback, resources, object in use, operator, system.
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String INBOX_KEY = "handled_command_pkey";

  private DatabaseFailures() {}

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
        || PASSING.contains(state.substring(0, 2))
        || (UNIQUE_VIOLATION.equals(state) && INBOX_KEY.equals(refusal.getConstraint()));
  }
}
