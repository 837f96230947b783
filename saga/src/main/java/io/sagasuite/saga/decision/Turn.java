package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One decision in the making: the state as far as it has been decided, and the events so far.
/// Lives for one call of [SagaDecider#decide] and is seen by nobody else.
final class Turn {

  /// First pause before an unanswered command is sent again, where only a due time can do so.
  static final Duration RESEND_AFTER = Duration.ofSeconds(2);

  /// Longest pause between two re-sends of one attempt.
  static final Duration RESEND_AFTER_MAX = Duration.ofSeconds(30);

  /// The same for a child saga, which may wait for a person for days.
  static final Duration CHILD_RESEND_AFTER_MAX = Duration.ofMinutes(15);

  final SagaDefinition definition;
  final UUID sagaId;
  final Instant now;

  /// True when the trigger is delivered again by itself until its effects are published, so that
  /// the commands it causes need no due time to heal a crash.
  final boolean redelivered;

  private final List<SagaEvent> events = new ArrayList<>();
  private @Nullable SagaState state;

  Turn(
      SagaDefinition definition,
      UUID sagaId,
      @Nullable SagaState state,
      Instant now,
      boolean redelivered) {
    this.definition = definition;
    this.sagaId = sagaId;
    this.state = state;
    this.now = now;
    this.redelivered = redelivered;
  }

  SagaState state() {
    if (state == null) {
      throw new IllegalStateException("saga " + sagaId + " has not started");
    }
    return state;
  }

  StepState step(String name) {
    StepState step = state().step(name);
    if (step == null) {
      throw new IllegalStateException("saga " + sagaId + " has no step '" + name + "'");
    }
    return step;
  }

  /// The definition of a step or of an element's step.
  Step definitionOf(String name) {
    return definition.step(StepState.stepOf(name));
  }

  List<SagaEvent> events() {
    return events;
  }

  void emit(SagaEvent event) {
    events.add(event);
    state = SagaEvolver.apply(definition, state, sagaId, event, now);
  }

  boolean isReached(@Nullable Instant due) {
    return due != null && !due.isAfter(now);
  }

  /// Begins the next attempt of a direction: its command leaves once this is stored. A child saga
  /// answers only when it has ended, so its parent goes on asking.
  void startAttempt(String name, Direction direction) {
    Step step = definitionOf(name);
    Leg leg = step(name).leg(direction);
    boolean asksAgain = !redelivered || step.action() instanceof Action.RunSaga;
    emit(
        new SagaEvent.StepStarted(
            name,
            direction,
            leg.attempt() + 1,
            timeoutAt(step, leg, direction),
            asksAgain ? now.plus(RESEND_AFTER) : null));
  }

  /// All attempts together have one bound too. A child saga is undone in its own time.
  private @Nullable Instant timeoutAt(Step step, Leg leg, Direction direction) {
    boolean childIsUndone =
        direction == Direction.COMPENSATE && step.action() instanceof Action.RunSaga;
    Duration timeout = childIsUndone ? null : step.timing().timeout();
    Instant attemptEnds = timeout == null ? null : now.plus(timeout);
    Instant allEnd = direction == Direction.EXECUTE ? totalEndsAt(step, leg) : null;
    return allEnd != null && (attemptEnds == null || allEnd.isBefore(attemptEnds))
        ? allEnd
        : attemptEnds;
  }

  /// When the step has used up the time of all its attempts, or null.
  @Nullable Instant totalEndsAt(Step step, Leg leg) {
    Duration total = step.timing().total();
    return total == null ? null : (leg.startedAt() == null ? now : leg.startedAt()).plus(total);
  }

  /// The saga goes back: what was only planned is given up, what is under way is awaited. A child
  /// saga is not awaited but undone, whatever it is doing.
  void turnBack(TurnReason reason, @Nullable String step, Failure failure) {
    emit(new SagaEvent.SagaTurned(reason, step, failure));
    giveUpWaiting(failure);
    for (StepState state : state().steps()) {
      Leg leg = state.execute();
      boolean isChild = definitionOf(state.name()).action() instanceof Action.RunSaga;
      if (leg.phase() == Phase.IN_FLIGHT && isChild) {
        emit(new SagaEvent.StepFailed(state.name(), failure, true));
      }
    }
  }

  /// The saga goes nowhere: what was only planned is given up, what is under way is awaited, and
  /// what was done is kept.
  void stop(@Nullable String step, Failure failure) {
    emit(new SagaEvent.SagaStopping(step, failure));
    giveUpWaiting(failure);
  }

  /// Ends what is not under way: attempts that were planned, and waits.
  void giveUpWaiting(Failure failure) {
    for (StepState state : state().steps()) {
      Leg leg = state.execute();
      Failure cause = leg.failure() == null ? failure : leg.failure();
      if (leg.phase() == Phase.BACKING_OFF || (leg.phase() == Phase.WAITING && leg.attempt() > 0)) {
        emit(new SagaEvent.StepFailed(state.name(), cause, leg.unknown()));
      } else if (leg.phase() == Phase.WAITING) {
        emit(new SagaEvent.StepSkipped(state.name(), "the saga stopped first", true, null));
      }
    }
  }
}
