package io.sagasuite.payment.gateway;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The sandbox's memory: one row for each key, changed by one statement with a commit of its own.
/// Rows are touched in the order of their keys, so that no two calls wait for each other in a
/// circle.
@Singleton
final class SandboxLedger {

  private static final String CHARGE =
      """
      INSERT INTO sandbox_charge AS c (idempotency_key, amount, currency, source, status, tries)
      SELECT key, amount::numeric, currency, source, status, 1
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
             AS r(key, amount, currency, source, status)
      ON CONFLICT (idempotency_key) DO UPDATE
         SET tries = c.tries + 1, updated_at = now(),
             status = CASE WHEN c.status = 'failing' AND c.tries >= 2 THEN 'captured'
                           ELSE c.status END
      RETURNING idempotency_key, status
      """;

  private static final String REFUND =
      """
      INSERT INTO sandbox_charge AS c (idempotency_key, status, tries)
      SELECT key, 'voided', 0 FROM unnest($1::text[]) AS r(key)
      ON CONFLICT (idempotency_key) DO UPDATE
         SET updated_at = now(),
             status = CASE WHEN c.status = 'captured' AND c.source <> 'tok_refund_fails'
                           THEN 'refunded'
                           WHEN c.status IN ('failing', 'declined') THEN 'voided'
                           ELSE c.status END
      RETURNING idempotency_key, status
      """;

  private final Pool pool;

  SandboxLedger(Pool pool) {
    this.pool = pool;
  }

  /// What a charge is known by.
  static String name(StepKey key) {
    return key.idempotencyKey(Direction.EXECUTE);
  }

  Uni<Map<String, SandboxStatus>> charge(List<Charge> charges) {
    List<Charge> sorted =
        charges.stream().sorted(Comparator.comparing(charge -> name(charge.key()))).toList();
    Tuple rows =
        Columns.of(sorted, Tuple.tuple())
            .text(charge -> name(charge.key()))
            .text(charge -> charge.amount().toPlainString())
            .text(Charge::currency)
            .text(Charge::source)
            .text(charge -> SandboxToken.of(charge.source()).first().word())
            .tuple();
    return pool.preparedQuery(CHARGE).execute(rows).map(SandboxLedger::byKey);
  }

  Uni<Map<String, SandboxStatus>> refund(List<StepKey> keys) {
    List<String> sorted = keys.stream().map(SandboxLedger::name).sorted().toList();
    Tuple rows = Columns.of(sorted, Tuple.tuple()).text(key -> key).tuple();
    return pool.preparedQuery(REFUND).execute(rows).map(SandboxLedger::byKey);
  }

  private static Map<String, SandboxStatus> byKey(RowSet<Row> rows) {
    Map<String, SandboxStatus> entries = new HashMap<>();
    for (Row row : rows) {
      entries.put(row.getString(0), SandboxStatus.of(row.getString(1)));
    }
    return entries;
  }
}
