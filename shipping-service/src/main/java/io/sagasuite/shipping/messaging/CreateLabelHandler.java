package io.sagasuite.shipping.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.shipping.shipment.Label;
import io.sagasuite.shipping.shipment.LabelDecider;
import io.sagasuite.shipping.shipment.LabelDecision;
import io.sagasuite.shipping.store.ShipmentStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes labels.
@Singleton
final class CreateLabelHandler implements CommandHandler {

  private final ShipmentStore shipments;

  CreateLabelHandler(ShipmentStore shipments) {
    this.shipments = shipments;
  }

  @Override
  public String command() {
    return "CreateLabel";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    List<Label> labels = new ArrayList<>(commands.size());
    List<HandlerResult> results =
        commands.stream().map(command -> result(LabelDecider.decide(command), labels)).toList();
    return shipments.insert(tx, labels).replaceWith(results);
  }

  private static HandlerResult result(LabelDecision decision, List<Label> labels) {
    return switch (decision) {
      case LabelDecision.Refused refused ->
          new HandlerResult.Rejected("shipping_label_failed", refused.reason());
      case LabelDecision.Made made -> {
        labels.add(made.label());
        yield new HandlerResult.Done(
            Map.of(
                "shippingId", made.label().shippingId().toString(),
                "trackingNumber", made.label().trackingNumber()));
      }
    };
  }
}
