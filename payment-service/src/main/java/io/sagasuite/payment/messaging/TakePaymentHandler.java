package io.sagasuite.payment.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeReader;
import io.sagasuite.payment.charge.MalformedChargeException;
import io.sagasuite.payment.store.PaymentStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Records the intent to charge; the gateway is asked once that is durable.
@Singleton
final class TakePaymentHandler implements CommandHandler {

  private final PaymentStore payments;
  private final GatewayDriver driver;

  TakePaymentHandler(PaymentStore payments, GatewayDriver driver) {
    this.payments = payments;
    this.driver = driver;
  }

  @Override
  public String command() {
    return "TakePayment";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    List<Charge> charges = new ArrayList<>(commands.size());
    List<HandlerResult> results = commands.stream().map(c -> result(c, charges)).toList();
    return payments.intendCharges(tx, charges).replaceWith(results);
  }

  @Override
  public void committed(List<CommandMessage> deferred) {
    driver.charge(deferred.stream().map(ChargeReader::charge).toList());
  }

  private static HandlerResult result(CommandMessage command, List<Charge> charges) {
    try {
      charges.add(ChargeReader.charge(command));
      return new HandlerResult.Deferred();
    } catch (MalformedChargeException e) {
      return new HandlerResult.Rejected("payment_declined", e.reason());
    }
  }
}
