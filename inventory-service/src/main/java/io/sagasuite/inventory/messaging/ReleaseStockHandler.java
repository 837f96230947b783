package io.sagasuite.inventory.messaging;

import io.sagasuite.inventory.reservation.Items;
import io.sagasuite.inventory.store.ReservationStore;
import io.sagasuite.inventory.store.StockStore;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gives back what a reservation held, according to the reservation's own record.
@Singleton
final class ReleaseStockHandler implements CommandHandler {

  private final StockStore stock;
  private final ReservationStore reservations;

  ReleaseStockHandler(StockStore stock, ReservationStore reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  @Override
  public String command() {
    return "ReleaseStock";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return reservations
        .release(tx, commands.stream().map(CommandMessage::key).toList())
        .map(ReleaseStockHandler::negated)
        .call(back -> stock.lock(tx, back.keySet()))
        .call(back -> stock.reserve(tx, back))
        .map(_ -> commands.stream().map(_ -> done()).toList());
  }

  private static HandlerResult done() {
    return new HandlerResult.Done(Map.of());
  }

  private static SortedMap<String, Long> negated(List<Items> held) {
    SortedMap<String, Long> back = new TreeMap<>();
    for (Items items : held) {
      items.quantities().forEach((id, quantity) -> back.merge(id, -quantity, Long::sum));
    }
    return back;
  }
}
