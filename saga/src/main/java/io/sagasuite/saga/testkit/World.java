package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.SendReply;
import io.sagasuite.saga.definition.InputSchema;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The world of one test: its sagas, its participants and its people. Plays one thing after
/// another; time passes only when nothing else is left to do at a moment.
final class World {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /// Nothing that a test wants to see takes more turns; what does goes round in circles.
  private static final int TURNS_MAX = 50_000;

  private static final UUID ROOT_ID = new UUID(0x5a6aL, 1);

  final Transcript transcript = new Transcript();
  private final Participants participants;
  private final ChildSagas children;
  private final Disturbance disturbance;
  private final Map<UUID, TestSaga> sagas = new LinkedHashMap<>();
  private final Schedule schedule;

  World(
      SagaDefinition definition,
      Map<String, SagaDefinition> children,
      Script script,
      Disturbance disturbance) {
    Map<String, SagaDefinition> known = new LinkedHashMap<>(children);
    known.put(definition.name(), definition);
    this.participants = new Participants(this, script);
    this.children = new ChildSagas(this, known);
    this.disturbance = disturbance;
    this.schedule = new Schedule(START, disturbance.orderSeed());
  }

  Instant now() {
    return schedule.now();
  }

  Iterable<TestSaga> sagas() {
    return sagas.values();
  }

  @Nullable TestSaga saga(UUID id) {
    return sagas.get(id);
  }

  ChildSagas children() {
    return children;
  }

  /// Why the input is no input for the definition; empty when it is one.
  List<String> refusals(SagaDefinition definition, Map<String, Object> input) {
    InputSchema schema = definition.inputSchema();
    return schema == null
        ? List.of()
        : schema.violations(input).stream().map(v -> v.field() + ": " + v.message()).toList();
  }

  TestSaga start(
      SagaDefinition definition, Map<String, Object> input, SagaInput.@Nullable Part part) {
    TestSaga saga = new TestSaga(definition, ROOT_ID, definition.name());
    start(
        saga,
        new SagaInput.StartSaga(ROOT_ID, null, Map.of(), null, input, part, null, null, now()));
    return saga;
  }

  void start(TestSaga saga, SagaInput.StartSaga start) {
    sagas.put(saga.id, saga);
    trigger(saga, start);
  }

  /// Delivers a trigger, perhaps twice.
  void trigger(TestSaga saga, SagaInput input) {
    decide(saga, input);
    if (disturbance.everythingTwice()) {
      decide(saga, input);
    }
  }

  Decision decide(TestSaga saga, SagaInput input) {
    Decision decision = saga.take(input);
    if (decision.transition() != null) {
      decision.transition().events().forEach(event -> transcript.add(now(), saga, event));
    }
    for (SendCommand command : decision.commands()) {
      after(Duration.ZERO, () -> participants.receive(saga, command));
    }
    if (decision.reply() != null) {
      SendReply reply = decision.reply();
      after(Duration.ZERO, () -> answerParent(reply));
    }
    return decision;
  }

  private void answerParent(SendReply reply) {
    TestSaga parent = sagas.get(reply.parent().sagaId());
    if (parent != null) {
      reply(
          parent,
          new SagaInput.ReplyReceived(
              reply.parent().step(),
              reply.asked().direction(),
              reply.asked().attempt(),
              reply.outcome(),
              now()));
    }
  }

  void after(Duration delay, Runnable what) {
    schedule.after(delay, what);
  }

  /// A participant's answer arrives now.
  void reply(TestSaga saga, SendCommand command, Outcome outcome) {
    reply(
        saga,
        new SagaInput.ReplyReceived(
            command.step(), command.direction(), command.attempt(), outcome, now()));
  }

  private void reply(TestSaga saga, SagaInput.ReplyReceived reply) {
    transcript.add(now(), saga, "reply", () -> Readable.of(reply));
    trigger(saga, reply);
  }

  /// Lets everything happen that is due until `until`, people's actions among it.
  void play(TestSaga root, List<Intervention> interventions, @Nullable Duration until) {
    People people = new People(this, root);
    Deque<Intervention> atRest = new ArrayDeque<>();
    for (Intervention intervention : interventions) {
      if (intervention.at() == null) {
        atRest.add(intervention);
      } else {
        after(intervention.at(), () -> people.act(intervention));
      }
    }
    Instant end = until == null ? Instant.MAX : START.plus(until);
    for (int turns = 0; turns < TURNS_MAX; turns++) {
      if (!playNext(end)) {
        if (atRest.isEmpty()) {
          return;
        }
        people.act(atRest.remove());
      }
    }
    throw new AssertionError(
        "the saga never comes to rest; watch it with until(...) if it is meant to go on\n"
            + transcript.excerpt());
  }

  /// False when nothing is left to happen before `end`.
  private boolean playNext(Instant end) {
    TestSaga due = schedule.isEmpty() && noneWaitsForTime() ? null : firstDue();
    Instant dueAt = due == null ? null : due.nextDueAt();
    Instant nextAt = schedule.nextAt();
    boolean messageFirst = nextAt != null && (dueAt == null || !nextAt.isAfter(dueAt));
    Instant at = messageFirst ? nextAt : dueAt;
    if (at == null || at.isAfter(end)) {
      if (!end.equals(Instant.MAX)) {
        schedule.advanceTo(end);
      }
      return false;
    }
    schedule.advanceTo(at);
    if (messageFirst) {
      schedule.runNext();
    } else if (due != null) {
      trigger(due, new SagaInput.DueTimeReached(now()));
    }
    return true;
  }

  private boolean noneWaitsForTime() {
    return sagas.values().stream().noneMatch(TestSaga::waitsForTime);
  }

  private @Nullable TestSaga firstDue() {
    TestSaga first = null;
    Instant earliest = Instant.MAX;
    for (TestSaga saga : sagas.values()) {
      Instant due = saga.nextDueAt();
      if (due != null && due.isBefore(earliest)) {
        first = saga;
        earliest = due;
      }
    }
    return first;
  }
}
