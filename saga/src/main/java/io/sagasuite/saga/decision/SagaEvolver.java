package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Folds events into state. Total over all events, and the only code that changes a [SagaState].
public final class SagaEvolver {

  private SagaEvolver() {}

  /// The state after one more transition of the journal.
  ///
  /// @param state null before the first transition
  public static SagaState evolve(
      SagaDefinition definition, @Nullable SagaState state, SagaTransition transition) {
    SagaState next = state;
    for (SagaEvent event : transition.events()) {
      next = apply(definition, next, transition.sagaId(), event, transition.at());
    }
    if (next == null) {
      throw new IllegalArgumentException("the first transition of a saga starts it");
    }
    return next.atVersion(transition.version(), transition.at());
  }

  static SagaState apply(
      SagaDefinition definition,
      @Nullable SagaState state,
      UUID sagaId,
      SagaEvent event,
      Instant at) {
    if (event instanceof SagaEvent.SagaStarted started) {
      return start(definition, sagaId, started, at);
    }
    if (state == null) {
      throw new IllegalArgumentException("saga " + sagaId + " was never started");
    }
    return next(state, event, at);
  }

  private static SagaState start(
      SagaDefinition definition, UUID sagaId, SagaEvent.SagaStarted started, Instant at) {
    return new SagaState(
        sagaId,
        started.definition(),
        started.definitionVersion(),
        0,
        SagaStatus.RUNNING,
        null,
        null,
        started.businessKey(),
        started.metadata(),
        started.traceparent(),
        started.input(),
        definition.steps().stream().map(step -> StepState.pending(step.name())).toList(),
        Map.of(),
        0,
        at,
        at,
        started.deadlineAt());
  }

  private static SagaState next(SagaState state, SagaEvent event, Instant at) {
    return switch (event) {
      case SagaEvent.SagaStarted started -> state;
      case SagaEvent.StepStarted e ->
          leg(
              state,
              e.step(),
              e.direction(),
              leg -> leg.inFlight(e.attempt(), at, e.timeoutAt(), e.resendAt()));
      case SagaEvent.CommandResent e ->
          leg(state, e.step(), e.direction(), leg -> leg.resent(e.resends(), e.resendAt()));
      case SagaEvent.RetryScheduled e ->
          leg(
              state,
              e.step(),
              e.direction(),
              leg -> leg.backingOff(e.retryAt(), e.failure(), e.outcomeUnknown()));
      case SagaEvent.StepSucceeded e ->
          step(
              state,
              e.step(),
              step ->
                  step.with(
                          Direction.EXECUTE,
                          step.execute().ended(Leg.Phase.SUCCEEDED, at, null, false))
                      .withOutput(e.output()));
      case SagaEvent.StepFailed e ->
          leg(
              state,
              e.step(),
              Direction.EXECUTE,
              leg -> leg.ended(Leg.Phase.FAILED, at, e.failure(), e.outcomeUnknown()));
      case SagaEvent.StepSkipped e ->
          leg(
              state,
              e.step(),
              Direction.EXECUTE,
              leg -> leg.ended(Leg.Phase.SKIPPED, at, null, false));
      case SagaEvent.EventPublished e -> state;
      case SagaEvent.SagaTurned e ->
          state.withStatus(
              SagaStatus.COMPENSATING, e.reason(), new StepFailure(e.step(), e.failure()));
      case SagaEvent.StepCompensated e ->
          leg(
              state,
              e.step(),
              Direction.COMPENSATE,
              leg -> leg.ended(Leg.Phase.SUCCEEDED, at, null, false));
      case SagaEvent.StepParked e ->
          leg(
              state,
              e.step(),
              e.direction(),
              leg -> leg.ended(Leg.Phase.PARKED, at, e.failure(), leg.unknown()));
      case SagaEvent.SagaParked e -> park(state, e);
      case SagaEvent.ReplyIgnored e -> state.withIgnoredReply();
      case SagaEvent.DeadlineMissed e -> state.withDeadlineReached();
      case SagaEvent.SagaCompleted e ->
          state.withStatus(SagaStatus.COMPLETED, null, null).withOutput(e.output());
      case SagaEvent.SagaCompensated e ->
          state.withStatus(SagaStatus.COMPENSATED, e.reason(), state.failure());
    };
  }

  /// What turned the saga stays on record; a saga parked on its way forward has no other failure.
  private static SagaState park(SagaState state, SagaEvent.SagaParked parked) {
    StepFailure failure =
        state.failure() == null
            ? new StepFailure(parked.step(), parked.failure())
            : state.failure();
    return state.withStatus(SagaStatus.PARKED, state.turnReason(), failure);
  }

  private static SagaState leg(
      SagaState state, String name, Direction direction, UnaryOperator<Leg> change) {
    return step(state, name, step -> step.with(direction, change.apply(step.leg(direction))));
  }

  private static SagaState step(SagaState state, String name, UnaryOperator<StepState> change) {
    StepState step = state.step(name);
    if (step == null) {
      throw new IllegalArgumentException("saga " + state.sagaId() + " has no step '" + name + "'");
    }
    return state.withStep(change.apply(step));
  }
}
