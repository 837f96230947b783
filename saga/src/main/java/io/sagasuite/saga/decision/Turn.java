package io.sagasuite.saga.decision;

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

  List<SagaEvent> events() {
    return events;
  }

  void emit(SagaEvent event) {
    events.add(event);
    state = SagaEvolver.apply(definition, state, sagaId, event, now);
  }

  /// Begins the next attempt of a direction: its command leaves once this is stored.
  void startAttempt(Step step, Direction direction) {
    Leg leg = step(step.name()).leg(direction);
    emit(
        new SagaEvent.StepStarted(
            step.name(),
            direction,
            leg.attempt() + 1,
            now.plus(java.util.Objects.requireNonNull(step.timing().timeout())),
            redelivered ? null : now.plus(RESEND_AFTER)));
  }

  /// The saga goes back: attempts that were only planned are given up, those in flight are awaited.
  void turnBack(TurnReason reason, @Nullable String step, Failure failure) {
    emit(new SagaEvent.SagaTurned(reason, step, failure));
    for (StepState planned : state().steps()) {
      Leg leg = planned.execute();
      if (leg.phase() == Leg.Phase.BACKING_OFF) {
        Failure cause = leg.failure() == null ? failure : leg.failure();
        emit(new SagaEvent.StepFailed(planned.name(), cause, leg.unknown()));
      }
    }
  }
}
