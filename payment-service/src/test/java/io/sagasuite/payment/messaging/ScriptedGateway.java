package io.sagasuite.payment.messaging;

import static org.awaitility.Awaitility.await;

import io.quarkus.arc.lookup.LookupIfProperty;
import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeResult;
import io.sagasuite.payment.charge.RefundResult;
import io.sagasuite.payment.gateway.PaymentGateway;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A gateway that answers each charge when a test says so, and voids whatever it is to refund.
@Singleton
@LookupIfProperty(name = "suite.payment.gateway", stringValue = "scripted")
final class ScriptedGateway implements PaymentGateway {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Queue<Asking> askings = new ConcurrentLinkedQueue<>();
  private final Queue<StepKey> refunded = new ConcurrentLinkedQueue<>();

  /// One call for some charges, all of which get the same answer.
  record Asking(List<Charge> charges, CompletableFuture<ChargeResult> answer) {
    void answers(ChargeResult result) {
      answer.complete(result);
    }

    void breaks() {
      answer.completeExceptionally(new IllegalStateException("the line is dead"));
    }

    private boolean concerns(UUID sagaId) {
      return charges.stream().anyMatch(charge -> charge.key().sagaId().equals(sagaId));
    }
  }

  @Override
  public Uni<Map<StepKey, ChargeResult>> charge(List<Charge> charges) {
    Asking asking = new Asking(charges, new CompletableFuture<>());
    askings.add(asking);
    return Uni.createFrom()
        .completionStage(asking.answer())
        .map(result -> charges.stream().collect(Collectors.toMap(Charge::key, _ -> result)));
  }

  @Override
  public Uni<Map<StepKey, RefundResult>> refund(List<StepKey> keys) {
    refunded.addAll(keys);
    return Uni.createFrom()
        .item(
            keys.stream()
                .collect(Collectors.toMap(Function.identity(), _ -> new RefundResult.Voided())));
  }

  /// The call of that number, from 1, for a saga's charge; waits for it.
  Asking asking(UUID sagaId, int number) {
    await().atMost(PATIENCE).until(() -> hasAsked(sagaId, number));
    return of(sagaId).get(number - 1);
  }

  /// True when there was that call already.
  boolean hasAsked(UUID sagaId, int number) {
    return of(sagaId).size() >= number;
  }

  /// True when it was to refund this saga's charge.
  boolean hasRefunded(UUID sagaId) {
    return refunded.stream().anyMatch(key -> key.sagaId().equals(sagaId));
  }

  private List<Asking> of(UUID sagaId) {
    return askings.stream().filter(asking -> asking.concerns(sagaId)).toList();
  }
}
