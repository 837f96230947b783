package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaEffects;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SagaState.Parent;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// Sagas, the orchestrators that own them, their participants, the network between them and the
/// clock, all driven by one seed.
///
/// The network loses, repeats, delays and reorders; an orchestrator may crash before it commits,
/// before it publishes and while it publishes, after which a message is delivered again and a due
/// time is found again; another owner may move a saga in between, and the slower one's write is
/// refused.
final class SimulatedWorld {

  /// Things that one run may do before it counts as restless.
  private static final int MOVES_MAX = 40_000;

  private static final int MOVES_PER_NUDGE = 500;

  /// One thing that will happen; `order` keeps those of the same moment apart.
  private record Scheduled(long atMs, long order, Runnable happening) {}

  /// A trigger whose input is made when it is handled.
  interface Trigger extends Function<Instant, SagaInput> {}

  final Random random;
  final Faults faults;
  final SimulatedClock clock = new SimulatedClock();
  final SimulatedParticipants participants;
  private final FlawedOrchestrator orchestrator;
  private final SagaDefinition child;
  private final SagaWatcher watcher;
  private final Map<UUID, SimulatedSaga> sagas = new LinkedHashMap<>();
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>((a, b) ->
          a.atMs() == b.atMs()
              ? Long.compare(a.order(), b.order())
              : Long.compare(a.atMs(), b.atMs()));
  private long order;

  SimulatedWorld(
      Random random,
      Faults faults,
      double failures,
      Flaw flaw,
      SagaDefinition child,
      SagaWatcher watcher) {
    this.random = random;
    this.faults = faults;
    this.child = child;
    this.watcher = watcher;
    this.participants = new SimulatedParticipants(random, failures, flaw);
    this.orchestrator = new FlawedOrchestrator(this, flaw);
  }

  /// In the order in which they were created; a copy, because children may appear meanwhile.
  List<SimulatedSaga> sagas() {
    return new ArrayList<>(sagas.values());
  }

  SimulatedSaga saga(UUID id) {
    return sagas.get(id);
  }

  /// A saga that nothing has started yet.
  SimulatedSaga create(UUID id, SagaDefinition definition) {
    return sagas.computeIfAbsent(id, _ -> new SimulatedSaga(id, definition));
  }

  void schedule(long delayMs, Runnable happening) {
    queue.add(new Scheduled(clock.worldMs() + delayMs, order++, happening));
  }

  /// Runs until no message is under way and no due time is left.
  ///
  /// @param nudge now and then, for a parent asks on and on while its child waits for a person
  void runToRest(Runnable nudge) {
    for (int i = 1; i < MOVES_MAX; i++) {
      if (i % MOVES_PER_NUDGE == 0) {
        nudge.run();
      }
      SimulatedSaga next = null;
      long dueMs = Long.MAX_VALUE;
      for (SimulatedSaga saga : sagas.values()) {
        Instant due = orchestrator.dueAt(saga);
        if (due != null && clock.worldMsOf(due) < dueMs) {
          dueMs = clock.worldMsOf(due);
          next = saga;
        }
      }
      Scheduled first = queue.peek();
      if (next == null && first == null) {
        return;
      }
      if (first == null || dueMs < first.atMs()) {
        clock.advanceTo(dueMs + random.nextInt(20));
        trigger(next, SagaInput.DueTimeReached::new, false);
      } else {
        clock.advanceTo(first.atMs());
        queue.poll();
        first.happening().run();
      }
    }
    throw new BrokenInvariantException("I1 the world never comes to rest");
  }

  /// Loads, decides, stores by compare-and-set, publishes; with crashes in between.
  ///
  /// @param redelivered the trigger comes again until its effects are published
  void trigger(SimulatedSaga saga, Trigger trigger, boolean redelivered) {
    disturbClock();
    if (faults.happens(Faults.Kind.CRASH_BEFORE_COMMIT, 0.25)) {
      orchestrator.claimWasLost(saga);
      again(saga, trigger, redelivered);
      return;
    }
    SagaState read = saga.row;
    Decision decision = orchestrator.decide(saga, trigger);
    if (read != null && faults.happens(Faults.Kind.RIVAL_OWNER, 0.25)) {
      publish(commit(saga, orchestrator.decide(saga, SagaInput.DueTimeReached::new)));
    }
    if (saga.row != read && decision.changes() && orchestrator.comparesVersions()) {
      decision = orchestrator.decide(saga, trigger);
    }
    commit(saga, decision);
    if (faults.happens(Faults.Kind.CRASH_BEFORE_PUBLICATION, 0.25)) {
      again(saga, trigger, redelivered);
    } else if (!decision.commands().isEmpty()
        && faults.happens(Faults.Kind.CRASH_WITHIN_PUBLICATION, 0.25)) {
      int published = random.nextInt(decision.commands().size());
      decision.commands().subList(0, published).forEach(this::send);
      again(saga, trigger, redelivered);
    } else {
      publish(decision);
    }
  }

  private void again(SimulatedSaga saga, Trigger trigger, boolean redelivered) {
    if (redelivered) {
      schedule(random.nextInt(300), () -> trigger(saga, trigger, true));
    }
  }

  private Decision commit(SimulatedSaga saga, Decision decision) {
    if (decision.changes()) {
      SagaState before = saga.row;
      saga.row = decision.state();
      watcher.moved(saga, before, decision.transition(), clock.now());
    }
    return decision;
  }

  private void publish(Decision decision) {
    decision.commands().forEach(this::send);
    SendReply reply = decision.reply();
    if (reply != null) {
      answer(reply.parent().sagaId(), reply.parent().step(), reply.asked(), reply.outcome());
    }
  }

  private void send(SendCommand command) {
    if (!orchestrator.holdsBack(command)) {
      travel(() -> handle(command));
    }
  }

  /// On its way it may be lost, repeated, and overtaken.
  private void travel(Runnable arrival) {
    int copies = 1;
    if (faults.happens(Faults.Kind.MESSAGE_LOST, 0.33)) {
      copies = 0;
    } else if (faults.happens(Faults.Kind.MESSAGE_REPEATED, 0.33)) {
      copies = 2;
    }
    for (int i = 0; i < copies; i++) {
      boolean slow = faults.happens(Faults.Kind.MESSAGE_DELAYED, 1);
      schedule(1 + random.nextInt(slow ? 5_000 : 20), arrival);
    }
  }

  private void handle(SendCommand command) {
    if (command.participant().equals(SagaEffects.ORCHESTRATOR)) {
      handleChild(command);
    } else {
      Asked asked = new Asked(command.direction(), command.attempt());
      answer(command.sagaId(), command.step(), asked, participants.handle(command));
    }
  }

  /// A reply that got lost is not lost for ever to Kafka, but its sender may have crashed.
  private void answer(UUID saga, String step, Asked asked, Outcome outcome) {
    SimulatedSaga asking = sagas.get(saga);
    travel(
        () -> trigger(asking, now -> orchestrator.reply(asking, step, asked, outcome, now), true));
  }

  private void handleChild(SendCommand command) {
    UUID id = childId(command.sagaId(), command.step());
    SimulatedSaga saga = create(id, child);
    boolean detached = Boolean.TRUE.equals(command.input().get("detached"));
    Asked asked = new Asked(command.direction(), command.attempt());
    Parent parent = new Parent(command.sagaId(), command.step());
    Map<String, Object> input = Inputs.of(command.input().get("input"));
    Trigger trigger =
        now ->
            saga.row != null && !detached
                ? new SagaInput.ParentAsks(asked, now)
                : new SagaInput.StartSaga(
                    id, null, Map.of(), null, input, null, parent, detached ? null : asked, now);
    trigger(saga, trigger, true);
    if (detached && saga.row != null) {
      answer(command.sagaId(), command.step(), asked, new Outcome.Succeeded(Map.of()));
    }
  }

  static UUID childId(UUID parent, String step) {
    return new UUID(
        parent.getMostSignificantBits() * 31 + step.hashCode(),
        parent.getLeastSignificantBits() + 1);
  }

  private void disturbClock() {
    if (faults.happens(Faults.Kind.CLOCK_FORWARD, 0.005)) {
      clock.jump(random.nextInt(20_000));
    } else if (faults.happens(Faults.Kind.CLOCK_BACK, 0.03)) {
      clock.jump(-random.nextInt(300));
    }
  }

  /// An answer in a participant's place; flaws only.
  void pretend(SendCommand command, Outcome outcome) {
    Asked asked = new Asked(command.direction(), command.attempt());
    answer(command.sagaId(), command.step(), asked, outcome);
  }

  /// Lets the participant see the command later, and again until it has done it; flaws only.
  void doLater(SendCommand command, long delayMs) {
    schedule(
        delayMs,
        () -> {
          if (!(participants.handle(command) instanceof Outcome.Succeeded)) {
            doLater(nextAttempt(command), delayMs);
          }
        });
  }

  private static SendCommand nextAttempt(SendCommand command) {
    return new SendCommand(
        command.sagaId(),
        command.definition(),
        command.step(),
        command.direction(),
        command.attempt() + 1,
        command.participant(),
        command.command(),
        command.input(),
        command.output(),
        command.traceparent());
  }

  static boolean isUndo(SendCommand command) {
    return command.direction() == Direction.COMPENSATE;
  }
}
