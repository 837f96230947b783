package io.sagasuite.payment.store;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.Settlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The payments of a batch. An intent is what the gateway is asked for; it stands in the row from
/// before the asking until the answer is recorded, so that a crash in between is seen. Each asking
/// for a charge is counted before it is made: one whose answer was lost may have moved money.
@Singleton
public final class PaymentStore {

  private static final String CHARGE_INTENT =
      """
      INSERT INTO payment AS p
             (saga_id, step, payment_id, order_id, amount, currency, source,
              status, intent, intent_at, unanswered)
      SELECT saga_id, step, id, order_id, amount::numeric, currency, source,
             'pending', 'charge', now(), 1
        FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[],
                    $7::text[])
             AS r(saga_id, step, id, order_id, amount, currency, source)
      ON CONFLICT (saga_id, step) DO UPDATE
         SET status = 'pending', intent = 'charge', intent_at = now(),
             unanswered = p.unanswered + 1
       WHERE p.status IN ('pending', 'declined') AND p.intent IS DISTINCT FROM 'refund'
      """;

  private static final String REFUND_INTENT =
      """
      UPDATE payment p SET intent = 'refund', intent_at = now(), updated_at = now()
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE p.saga_id = k.saga_id AND p.step = k.step
      """;

  private static final String SETTLE =
      """
      UPDATE payment p SET status = r.status, intent = NULL, intent_at = NULL, updated_at = now()
        FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r(saga_id, step, status)
       WHERE p.saga_id = r.saga_id AND p.step = r.step
      """;

  private static final String LEAVE =
      """
      UPDATE payment p SET intent = NULL, intent_at = NULL, updated_at = now()
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE p.saga_id = k.saga_id AND p.step = k.step AND p.intent = 'charge'
      """;

  private static final String REFUSED =
      """
      UPDATE payment p SET unanswered = p.unanswered - 1
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE p.saga_id = k.saga_id AND p.step = k.step
      RETURNING p.saga_id, p.step, p.unanswered > 0
      """;

  private static final String CLAIM =
      """
      UPDATE payment
         SET intent_at = now(), unanswered = unanswered + (intent = 'charge')::int
       WHERE (saga_id, step) IN (
             SELECT saga_id, step FROM payment
              WHERE intent IS NOT NULL AND intent_at <= now() - $1::bigint * interval '1 ms'
              ORDER BY intent_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      RETURNING saga_id, step, order_id, amount::text, currency, source, intent
      """;

  /// Notes that these charges are about to be made.
  public Uni<Void> intendCharges(LocalTransaction tx, List<Charge> charges) {
    if (charges.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(charges, Tuple.tuple())
            .step(Charge::key)
            .uuid(charge -> charge.key().entityId())
            .text(Charge::orderId)
            .text(charge -> charge.amount().toPlainString())
            .text(Charge::currency)
            .text(Charge::source)
            .tuple();
    return execute(tx, CHARGE_INTENT, rows);
  }

  /// Notes that these payments are about to be refunded. A charge that is still under way loses:
  /// its answer is not recorded any more.
  public Uni<Void> intendRefunds(LocalTransaction tx, List<StepKey> keys) {
    return execute(tx, REFUND_INTENT, columns(keys));
  }

  /// Records answers. Each must be the one that its command has been answered with in this same
  /// transaction: what the gateway said to an earlier asking may be out of date.
  public Uni<Void> settle(LocalTransaction tx, List<Settlement> settlements) {
    return settlements.isEmpty()
        ? Uni.createFrom().voidItem()
        : execute(
            tx,
            SETTLE,
            Columns.of(settlements, Tuple.tuple())
                .step(Settlement::key)
                .text(settlement -> settlement.status().word())
                .tuple());
  }

  /// Asks no more by itself for charges that the gateway is silent about: whoever waits for them
  /// asks again, or for a refund.
  public Uni<Void> leave(LocalTransaction tx, List<StepKey> keys) {
    return keys.isEmpty() ? Uni.createFrom().voidItem() : execute(tx, LEAVE, columns(keys));
  }

  /// Notes that one asking for each of these charges has moved no money, and gives back those that
  /// another asking may still move.
  public Uni<Set<StepKey>> refused(LocalTransaction tx, List<StepKey> keys) {
    return tx.change(REFUSED, columns(keys))
        .map(rows ->
            rows.stream()
                .filter(row -> row.getBoolean(2))
                .map(row -> new StepKey(row.getUUID(0), row.getString(1)))
                .collect(Collectors.toSet()));
  }

  /// Claims intents that have stood this long, so that only one sweeper drives them on.
  public Uni<List<OpenIntent>> claim(LocalTransaction tx, Duration age, int max) {
    return tx.change(CLAIM, Tuple.of(age.toMillis(), max))
        .map(rows -> rows.stream().map(PaymentStore::intent).toList());
  }

  private static Tuple columns(List<StepKey> keys) {
    return Columns.of(keys, Tuple.tuple()).step(Function.identity()).tuple();
  }

  private static Uni<Void> execute(LocalTransaction tx, String sql, Tuple rows) {
    return tx.write(sql, rows);
  }

  private static OpenIntent intent(Row row) {
    StepKey key = new StepKey(row.getUUID(0), row.getString(1));
    Charge charge =
        new Charge(
            key,
            row.getString(2),
            new BigDecimal(row.getString(3)),
            row.getString(4),
            row.getString(5));
    return new OpenIntent(charge, "refund".equals(row.getString(6)));
  }
}
