package io.sagasuite.shipping.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.shipping.store.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/// Cancels labels.
@Singleton
final class CancelLabelHandler implements CommandHandler {

  private final ShipmentStore shipments;

  CancelLabelHandler(ShipmentStore shipments) {
    this.shipments = shipments;
  }

  @Override
  public String command() {
    return "CancelLabel";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    List<StepKey> steps = commands.stream().map(CommandMessage::key).toList();
    return shipments.cancel(tx, steps).map(_ -> commands.stream().map(_ -> cancelled()).toList());
  }

  private static HandlerResult cancelled() {
    return new HandlerResult.Done(Map.of());
  }
}
