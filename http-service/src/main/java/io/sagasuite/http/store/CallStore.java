package io.sagasuite.http.store;

import io.sagasuite.http.call.CallKey;
import io.sagasuite.http.call.CallResult;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;

/// What calls came to. That one is to be made stands among the deferred commands.
@Singleton
public final class CallStore {

  private static final String SETTLE =
      """
      INSERT INTO http_call AS c (saga_id, step, direction, status, http_status, duration_ms)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (saga_id, step, direction) DO UPDATE
         SET status = excluded.status, http_status = excluded.http_status,
             duration_ms = excluded.duration_ms, updated_at = now()
      """;

  /// Records what the latest attempt of a call came to.
  public Uni<Void> settle(LocalTransaction tx, CallKey key, CallResult result, Duration took) {
    Tuple row =
        Tuple.of(key.sagaId(), key.step(), key.direction().wire(), result.status())
            .addInteger(result.httpStatus())
            .addLong(took.toMillis());
    return tx.write(SETTLE, row);
  }
}
