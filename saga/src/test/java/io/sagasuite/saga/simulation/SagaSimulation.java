package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.OperatorAction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// One saga, its orchestrators, its participants, the network between them and the clock, all of
/// them driven by one seed. The network loses, repeats and delays commands and replies; an
/// orchestrator may crash between commit and publication, after which the trigger is delivered
/// again; two orchestrators may decide from the same row, and the slower one's write is refused.
final class SagaSimulation {

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final int STEPS_MAX = 20_000;

  private sealed interface Delivery {
    record Command(SendCommand command) implements Delivery {}

    record Reply(SendCommand to, Outcome outcome) implements Delivery {}

    record Cancel() implements Delivery {}
  }

  private record Scheduled(Instant at, long order, Delivery delivery) {}

  final SagaDefinition definition;
  final SimulatedParticipants participants;
  final List<SagaTransition> journal = new ArrayList<>();
  private final Random random;
  private final double faultShare;
  private final UUID sagaId;
  private final Consumer<SagaSimulation> afterEachTransition;
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>((a, b) ->
          a.at().equals(b.at()) ? Long.compare(a.order(), b.order()) : a.at().compareTo(b.at()));
  private Instant now = EPOCH;
  private long order;
  private SagaState row;

  private final Flaw flaw;

  SagaSimulation(
      long seed, double faultShare, Flaw flaw, Consumer<SagaSimulation> afterEachTransition) {
    this.random = new Random(seed);
    this.faultShare = faultShare;
    this.flaw = flaw;
    this.afterEachTransition = afterEachTransition;
    this.definition = RandomDefinition.draw(random);
    this.participants = new SimulatedParticipants(random, 0.15, flaw);
    this.sagaId = new UUID(seed, random.nextLong());
  }

  SagaState state() {
    return row;
  }

  /// Runs until nothing is left to happen.
  void run() {
    trigger(() ->
        new SagaInput.StartSaga(
            sagaId, "key", Map.of(), null, Map.of("seed", sagaId.toString()), now));
    if (random.nextInt(5) == 0) {
      schedule(new Delivery.Cancel(), random.nextInt(1500));
    }
    for (int i = 0; i < STEPS_MAX; i++) {
      Instant due = row.nextDueAt();
      Scheduled next = queue.peek();
      if (next == null && due == null) {
        return;
      }
      if (next == null || (due != null && due.isBefore(next.at()))) {
        now = latest(now, due).plusMillis(random.nextInt(20));
        trigger(() -> new SagaInput.DueTimeReached(now));
      } else {
        queue.poll();
        now = latest(now, next.at());
        deliver(next.delivery());
      }
    }
    throw new AssertionError("still not at rest: " + row);
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private void deliver(Delivery delivery) {
    switch (delivery) {
      case Delivery.Command command -> {
        Outcome outcome = participants.handle(command.command());
        send(new Delivery.Reply(command.command(), outcome));
      }
      case Delivery.Reply reply -> {
        SendCommand to = reply.to();
        trigger(() ->
            new SagaInput.ReplyReceived(
                to.step(), to.direction(), to.attempt(), reply.outcome(), now));
      }
      case Delivery.Cancel cancel ->
          trigger(() ->
              new SagaInput.OperatorActs(
                  new OperatorAction.Cancel(), "somebody", "changed my mind", now));
    }
  }

  private interface InputNow {
    SagaInput at();
  }

  /// Loads, decides, stores by compare-and-set, publishes; with crashes in between.
  private void trigger(InputNow input) {
    SagaState read = row;
    Decision decision = SagaDecider.decide(definition, read, input.at());
    if (random.nextDouble() < faultShare / 4) {
      anotherOwnerActsFirst();
    }
    boolean lost = row != read && decision.changes() && flaw != Flaw.NO_COMPARE_AND_SET;
    if (lost) {
      decision = SagaDecider.decide(definition, row, input.at());
    }
    commit(decision);
    if (random.nextDouble() < faultShare / 2) {
      now = now.plusMillis(random.nextInt(300));
      if (input.at() instanceof SagaInput.ReplyReceived) {
        trigger(input);
      }
      return;
    }
    decision.commands().forEach(command -> send(new Delivery.Command(command)));
  }

  private void anotherOwnerActsFirst() {
    if (row == null) {
      return;
    }
    Decision other = SagaDecider.decide(definition, row, new SagaInput.DueTimeReached(now));
    commit(other);
    other.commands().forEach(command -> send(new Delivery.Command(command)));
  }

  private void commit(Decision decision) {
    if (decision.changes()) {
      row = decision.state();
      journal.add(decision.transition());
      afterEachTransition.accept(this);
    }
  }

  private void send(Delivery delivery) {
    int copies = random.nextDouble() < faultShare ? random.nextInt(3) : 1;
    for (int i = 0; i < copies; i++) {
      boolean slow = random.nextDouble() < faultShare;
      schedule(delivery, 1 + random.nextInt(slow ? 5_000 : 20));
    }
  }

  private void schedule(Delivery delivery, int delayMs) {
    queue.add(new Scheduled(now.plus(Duration.ofMillis(delayMs)), order++, delivery));
  }
}
