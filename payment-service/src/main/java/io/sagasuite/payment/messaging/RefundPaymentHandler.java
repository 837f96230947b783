package io.sagasuite.payment.messaging;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.participant.CommandHandler;
import io.sagasuite.messaging.participant.HandlerResult;
import io.sagasuite.payment.store.PaymentStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Records the intent to refund, whether the charge has ended or not; the gateway is asked once
/// that is durable.
@Singleton
final class RefundPaymentHandler implements CommandHandler {

  private final PaymentStore payments;
  private final GatewayDriver driver;

  RefundPaymentHandler(PaymentStore payments, GatewayDriver driver) {
    this.payments = payments;
    this.driver = driver;
  }

  @Override
  public String command() {
    return "RefundPayment";
  }

  @Override
  public Uni<List<HandlerResult>> handle(LocalTransaction tx, List<CommandMessage> commands) {
    return payments
        .intendRefunds(tx, keys(commands))
        .map(_ -> commands.stream().map(_ -> deferred()).toList());
  }

  @Override
  public void committed(List<CommandMessage> deferred) {
    driver.refund(keys(deferred));
  }

  private static List<StepKey> keys(List<CommandMessage> commands) {
    return commands.stream().map(CommandMessage::key).toList();
  }

  private static HandlerResult deferred() {
    return new HandlerResult.Deferred();
  }
}
