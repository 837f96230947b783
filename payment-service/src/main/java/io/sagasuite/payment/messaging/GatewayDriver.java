package io.sagasuite.payment.messaging;

import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.participant.Participant;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeResult;
import io.sagasuite.payment.charge.PaymentKey;
import io.sagasuite.payment.charge.RefundResult;
import io.sagasuite.payment.charge.Settlement;
import io.sagasuite.payment.gateway.PaymentGateway;
import io.sagasuite.payment.store.PaymentStore;
import io.sagasuite.saga.decision.Direction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Asks the gateway, outside of any transaction, and records its answers together with the replies
/// that they make. Asking again is harmless: the gateway goes by the key, and an answer is only
/// recorded while its intent stands.
@Singleton
final class GatewayDriver {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final PaymentGateway gateway;
  private final PaymentStore payments;
  private final Transactions transactions;
  private final Provider<Participant> participant;
  private final Lane<Charge> charges = new Lane<>("charges", this::chargeGroup);
  private final Lane<PaymentKey> refunds = new Lane<>("refunds", this::refundGroup);

  /// The participant knows the handlers, which know this driver.
  GatewayDriver(
      Instance<PaymentGateway> configured,
      PaymentStore payments,
      Transactions transactions,
      Provider<Participant> participant) {
    this.gateway = configured.get();
    this.payments = payments;
    this.transactions = transactions;
    this.participant = participant;
  }

  void charge(List<Charge> intended) {
    charges.add(intended);
  }

  void refund(List<PaymentKey> intended) {
    refunds.add(intended);
  }

  /// True while more waits than is being asked for.
  boolean isBusy() {
    return charges.hasWaiting() || refunds.hasWaiting();
  }

  private Uni<Void> chargeGroup(List<Charge> group) {
    Instant startedAt = Instant.now();
    return gateway
        .charge(distinct(group))
        .ifNoItem()
        .after(ANSWER_MAX)
        .fail()
        .map(GatewayDriver::charged)
        .chain(answers -> record(answers, Direction.EXECUTE, startedAt, payments::settleCharges));
  }

  private Uni<Void> refundGroup(List<PaymentKey> group) {
    Instant startedAt = Instant.now();
    return gateway
        .refund(group.stream().distinct().toList())
        .ifNoItem()
        .after(ANSWER_MAX)
        .fail()
        .map(GatewayDriver::refunded)
        .chain(
            answers -> record(answers, Direction.COMPENSATE, startedAt, payments::settleRefunds));
  }

  private Uni<Void> record(
      List<Settlement> answers, Direction direction, Instant startedAt, Settling settling) {
    List<Completion> completions =
        answers.stream().flatMap(answer -> completion(answer, direction)).toList();
    return transactions
        .run(tx ->
            participant.get().complete(tx, completions).call(() -> settling.settle(tx, answers)))
        .chain(completed -> participant.get().publish(completed, startedAt));
  }

  private static Stream<Completion> completion(Settlement answer, Direction direction) {
    return answer.outcome() == null
        ? Stream.empty()
        : Stream.of(
            new Completion(
                answer.key().sagaId(), answer.key().step(), direction, answer.outcome()));
  }

  private static List<Charge> distinct(List<Charge> group) {
    return group.stream().distinct().toList();
  }

  private static List<Settlement> charged(Map<PaymentKey, ChargeResult> results) {
    return results.entrySet().stream()
        .map(result -> Settlement.of(result.getKey(), result.getValue()))
        .toList();
  }

  private static List<Settlement> refunded(Map<PaymentKey, RefundResult> results) {
    return results.entrySet().stream()
        .map(result -> Settlement.of(result.getKey(), result.getValue()))
        .toList();
  }

  /// Records answers in the payments themselves.
  @FunctionalInterface
  private interface Settling {
    Uni<Void> settle(LocalTransaction tx, List<Settlement> answers);
  }
}
