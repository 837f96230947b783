package io.sagasuite.payment.gateway;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeResult;
import io.sagasuite.payment.charge.RefundResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gateway for development and tests. It remembers every charge in a ledger of its own, written
/// before it answers and apart from any transaction of the payment service, as a real one would.
@Singleton
@LookupIfProperty(name = "suite.payment.gateway", stringValue = "sandbox", lookupIfMissing = true)
final class SandboxGateway implements PaymentGateway {

  private final SandboxLedger ledger;

  SandboxGateway(SandboxLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Uni<Map<StepKey, ChargeResult>> charge(List<Charge> charges) {
    return ledger.charge(charges).map(entries -> answers(charges, entries));
  }

  @Override
  public Uni<Map<StepKey, RefundResult>> refund(List<StepKey> keys) {
    return ledger
        .refund(keys)
        .map(entries -> {
          Map<StepKey, RefundResult> results = new HashMap<>();
          keys.forEach(key -> results.put(key, refunded(entries.get(SandboxLedger.name(key)))));
          return results;
        });
  }

  private static Map<StepKey, ChargeResult> answers(
      List<Charge> charges, Map<String, SandboxStatus> entries) {
    Map<StepKey, ChargeResult> results = new HashMap<>();
    for (Charge charge : charges) {
      SandboxStatus status = entries.get(SandboxLedger.name(charge.key()));
      results.put(charge.key(), charged(SandboxToken.of(charge.source()), status));
    }
    return results;
  }

  private static ChargeResult charged(SandboxToken token, @Nullable SandboxStatus status) {
    return switch (status) {
      case null -> new ChargeResult.Unanswered();
      case CAPTURED ->
          token == SandboxToken.TIMEOUT ? new ChargeResult.Unanswered() : new ChargeResult.Paid();
      case DECLINED -> new ChargeResult.Declined(token.declineCode(), "the source was declined");
      case FAILING -> new ChargeResult.Unavailable("the gateway is not available");
      case REFUNDED, VOIDED ->
          new ChargeResult.Declined(token.declineCode(), "the charge was refunded or voided");
    };
  }

  private static RefundResult refunded(@Nullable SandboxStatus status) {
    return switch (status) {
      case REFUNDED -> new RefundResult.Refunded();
      case VOIDED, DECLINED, FAILING -> new RefundResult.Voided();
      case CAPTURED -> new RefundResult.NotRefunded("the refund is refused for now");
      case null -> new RefundResult.NotRefunded("the gateway does not know");
    };
  }
}
