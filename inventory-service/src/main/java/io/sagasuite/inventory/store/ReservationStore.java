package io.sagasuite.inventory.store;

import io.sagasuite.inventory.reservation.Items;
import io.sagasuite.messaging.contract.JsonText;
import io.sagasuite.messaging.database.Columns;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The reservations of a batch.
@Singleton
public final class ReservationStore {

  private static final String INSERT =
      """
      INSERT INTO reservation (reservation_id, saga_id, order_id, items, status)
      SELECT r.*, 'reserved' FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS r
      """;

  private static final String RELEASE =
      """
      UPDATE reservation SET status = 'released', updated_at = now()
       WHERE reservation_id = ANY($1::uuid[]) AND status = 'reserved'
      RETURNING items
      """;

  /// Writes new reservations.
  public Uni<Void> insert(LocalTransaction tx, List<NewReservation> reservations) {
    if (reservations.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple rows =
        Columns.of(reservations, Tuple.tuple())
            .uuid(NewReservation::reservationId)
            .uuid(NewReservation::sagaId)
            .text(NewReservation::orderId)
            .text(reservation -> JsonText.of(reservation.items().plain()))
            .tuple();
    return tx.write(INSERT, rows);
  }

  /// Ends these reservations, where they still hold something, and gives back what they held.
  public Uni<List<Items>> release(LocalTransaction tx, List<UUID> reservationIds) {
    Tuple ids = Tuple.tuple().addArrayOfUUID(reservationIds.toArray(UUID[]::new));
    return tx.change(RELEASE, ids)
        .map(rows -> rows.stream().map(row -> items(row.getString(0))).toList());
  }

  private static Items items(String json) {
    return Items.of(Map.of("items", JsonText.list(json)));
  }
}
