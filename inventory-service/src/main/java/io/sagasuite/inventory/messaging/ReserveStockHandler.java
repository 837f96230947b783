package io.sagasuite.inventory.messaging;

import io.sagasuite.inventory.reservation.Items;
import io.sagasuite.inventory.reservation.MalformedItemsException;
import io.sagasuite.inventory.reservation.StockLedger;
import io.sagasuite.inventory.store.NewReservation;
import io.sagasuite.inventory.store.ReservationStore;
import io.sagasuite.inventory.store.StockStore;
import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Reserves stock: locks what the batch asks for, decides in order, writes everything at once.
@Singleton
final class ReserveStockHandler implements CommandHandler {

  private final StockStore stock;
  private final ReservationStore reservations;

  ReserveStockHandler(StockStore stock, ReservationStore reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  @Override
  public String command() {
    return "ReserveStock";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    List<Request> requests = commands.stream().map(ReserveStockHandler::request).toList();
    return stock
        .lock(tx, productIds(requests))
        .map(StockLedger::new)
        .chain(ledger -> decideAndWrite(tx, ledger, requests));
  }

  private Uni<List<HandlerResult>> decideAndWrite(
      LocalTransaction tx, StockLedger ledger, List<Request> requests) {
    List<NewReservation> reserved = new ArrayList<>(requests.size());
    List<HandlerResult> results =
        requests.stream().map(request -> decide(request, ledger, reserved)).toList();
    return stock
        .reserve(tx, ledger.taken())
        .chain(() -> reservations.insert(tx, reserved))
        .replaceWith(results);
  }

  private static HandlerResult decide(
      Request request, StockLedger ledger, List<NewReservation> reserved) {
    return switch (request) {
      case Malformed malformed ->
          new HandlerResult.Rejected("inventory_reservation_failed", malformed.reason());
      case Wanted wanted ->
          ledger
              .reserve(wanted.reservation().items())
              .<HandlerResult>map(no -> new HandlerResult.Rejected("product_not_available", no))
              .orElseGet(() -> reserve(wanted.reservation(), reserved));
    };
  }

  private static HandlerResult reserve(NewReservation reservation, List<NewReservation> reserved) {
    reserved.add(reservation);
    return new HandlerResult.Done(Map.of("reservationId", reservation.reservationId().toString()));
  }

  private static TreeSet<String> productIds(List<Request> requests) {
    TreeSet<String> ids = new TreeSet<>();
    for (Request request : requests) {
      if (request instanceof Wanted wanted) {
        ids.addAll(wanted.reservation().items().quantities().keySet());
      }
    }
    return ids;
  }

  private static Request request(CommandMessage command) {
    try {
      String orderId = String.valueOf(command.input().get("orderId"));
      Items items = Items.of(command.input());
      return new Wanted(new NewReservation(command.key(), orderId, items));
    } catch (MalformedItemsException e) {
      return new Malformed(e.reason());
    }
  }

  /// A command's input, read.
  private sealed interface Request {}

  private record Wanted(NewReservation reservation) implements Request {}

  private record Malformed(String reason) implements Request {}
}
