package io.sagasuite.inventory.store;

import io.sagasuite.inventory.reservation.Items;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The reservations of a batch.
@Singleton
public final class ReservationStore {

  private static final String INSERT =
      """
      INSERT INTO reservation (saga_id, step, reservation_id, order_id, items, status)
      SELECT r.*, 'reserved'
        FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) AS r
      """;

  private static final String RELEASE =
      """
      UPDATE reservation r SET status = 'released', updated_at = now()
        FROM unnest($1::uuid[], $2::text[]) AS k(saga_id, step)
       WHERE r.saga_id = k.saga_id AND r.step = k.step AND r.status = 'reserved'
      RETURNING r.items
      """;

  /// Writes new reservations.
  public Uni<Void> insert(LocalTransaction tx, List<NewReservation> reservations) {
    if (reservations.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(reservations, Tuple.tuple())
            .step(NewReservation::key)
            .uuid(NewReservation::reservationId)
            .text(NewReservation::orderId)
            .text(reservation -> JsonText.of(reservation.items().plain()))
            .tuple();
    return tx.write(INSERT, rows);
  }

  /// Ends the reservations of these steps, where they still hold something, and gives back what
  /// they held.
  public Uni<List<Items>> release(LocalTransaction tx, List<StepKey> steps) {
    Tuple keys = Columns.of(steps, Tuple.tuple()).step(Function.identity()).tuple();
    return tx.change(RELEASE, keys)
        .map(rows -> rows.stream().map(row -> items(row.getString(0))).toList());
  }

  private static Items items(String json) {
    return Items.of(Map.of("items", JsonText.list(json)));
  }
}
