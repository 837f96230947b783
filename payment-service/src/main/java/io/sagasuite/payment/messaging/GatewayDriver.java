package io.sagasuite.payment.messaging;

import io.sagasuite.messaging.contract.StepKey;
import io.sagasuite.messaging.inbox.Completion;
import io.sagasuite.messaging.inbox.HandledCommand;
import io.sagasuite.messaging.inbox.LocalTransaction;
import io.sagasuite.messaging.inbox.Transactions;
import io.sagasuite.messaging.participant.Participant;
import io.sagasuite.payment.charge.Charge;
import io.sagasuite.payment.charge.ChargeResult;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Asks the gateway, outside of any transaction, and records its answers together with the replies
/// that they make. Asking again is harmless: the gateway goes by the key, and of several answers
/// only the one that its command still waits for is recorded.
@Singleton
final class GatewayDriver {

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  private final PaymentStore payments;
  private final Transactions transactions;
  private final Provider<Participant> participant;
  private final Lane<Charge> charges;
  private final Lane<StepKey> refunds;

  /// The participant knows the handlers, which know this driver.
  GatewayDriver(
      Instance<PaymentGateway> configured,
      PaymentStore payments,
      Transactions transactions,
      Provider<Participant> participant) {
    PaymentGateway gateway = configured.get();
    this.charges = new Lane<>("charges", group -> ask(group, gateway::charge, this::charged));
    this.refunds = new Lane<>("refunds", group -> ask(group, gateway::refund, this::refunded));
    this.payments = payments;
    this.transactions = transactions;
    this.participant = participant;
  }

  void charge(List<Charge> intended) {
    charges.add(intended);
  }

  void refund(List<StepKey> intended) {
    refunds.add(intended);
  }

  /// True while more waits than is being asked for.
  boolean isBusy() {
    return charges.hasWaiting() || refunds.hasWaiting();
  }

  private <T, R> Uni<Void> ask(
      List<T> group,
      Function<List<T>, Uni<Map<StepKey, R>>> question,
      BiFunction<LocalTransaction, Map<StepKey, R>, Uni<List<HandledCommand>>> recording) {
    Instant startedAt = Instant.now();
    return question
        .apply(group.stream().distinct().toList())
        .ifNoItem()
        .after(ANSWER_MAX)
        .fail()
        .chain(answers -> transactions.run(tx -> recording.apply(tx, answers)))
        .chain(completed -> participant.get().publish(completed, startedAt));
  }

  private Uni<List<HandledCommand>> charged(
      LocalTransaction tx, Map<StepKey, ChargeResult> results) {
    List<StepKey> refused = with(ChargeResult.Unavailable.class, results);
    List<StepKey> silent = with(ChargeResult.Unanswered.class, results);
    return inDoubt(tx, refused)
        .map(doubtful -> answers(results, doubtful))
        .chain(answers -> settle(tx, answers, Direction.EXECUTE))
        .call(() -> payments.leave(tx, silent));
  }

  private static List<Settlement> answers(
      Map<StepKey, ChargeResult> results, Set<StepKey> doubtful) {
    List<Settlement> answers = new ArrayList<>(results.size());
    results.forEach((key, result) ->
        Settlement.of(key, result, doubtful.contains(key)).ifPresent(answers::add));
    return answers;
  }

  private Uni<List<HandledCommand>> refunded(
      LocalTransaction tx, Map<StepKey, RefundResult> results) {
    List<Settlement> answers =
        results.entrySet().stream()
            .map(result -> Settlement.of(result.getKey(), result.getValue()))
            .toList();
    return settle(tx, answers, Direction.COMPENSATE);
  }

  /// Those of the refused charges for which another asking is not answered. No new attempt begins
  /// between finding this out and recording it.
  private Uni<Set<StepKey>> inDoubt(LocalTransaction tx, List<StepKey> refused) {
    if (refused.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return participant.get().hold(tx, refused).chain(() -> payments.refused(tx, refused));
  }

  /// A payment takes an answer when its command takes it.
  private Uni<List<HandledCommand>> settle(
      LocalTransaction tx, List<Settlement> answers, Direction direction) {
    List<Completion> completions =
        answers.stream()
            .map(answer ->
                new Completion(
                    answer.key().sagaId(), answer.key().step(), direction, answer.outcome()))
            .toList();
    return participant
        .get()
        .complete(tx, completions)
        .call(completed -> payments.settle(tx, taken(answers, completed)));
  }

  private static List<Settlement> taken(List<Settlement> answers, List<HandledCommand> completed) {
    Set<StepKey> keys = completed.stream().map(HandledCommand::key).collect(Collectors.toSet());
    return answers.stream().filter(answer -> keys.contains(answer.key())).toList();
  }

  private static List<StepKey> with(
      Class<? extends ChargeResult> kind, Map<StepKey, ChargeResult> results) {
    return results.entrySet().stream()
        .filter(result -> kind.isInstance(result.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
