package io.sagasuite.saga.decision;

import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaState.Clock;
import io.sagasuite.saga.decision.SagaState.Origin;
import io.sagasuite.saga.decision.SagaState.Signal;
import io.sagasuite.saga.decision.SagaState.StepFailure;
import io.sagasuite.saga.definition.OnFailure;
import io.sagasuite.saga.definition.SagaDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    return switch (event) {
      case SagaEvent.OfStep ofStep -> next(state, ofStep, at);
      case SagaEvent.OfSaga ofSaga -> SagaMoves.next(definition, state, ofSaga, at);
    };
  }

  private static SagaState start(
      SagaDefinition definition, UUID sagaId, SagaEvent.SagaStarted started, Instant at) {
    Origin origin =
        new Origin(
            sagaId,
            started.definition(),
            started.definitionVersion(),
            started.businessKey(),
            started.metadata(),
            started.traceparent(),
            started.input(),
            started.parent(),
            at);
    return new SagaState(
        origin,
        0,
        SagaStatus.RUNNING,
        null,
        null,
        Steps.of(definition.steps().stream().map(s -> StepState.pending(s.name())).toList()),
        Map.of(),
        at,
        new Clock(started.deadlineAt(), null),
        1,
        null,
        List.of(),
        Set.of(),
        started.asked(),
        0);
  }

  private static SagaState next(SagaState state, SagaEvent.OfStep event, Instant at) {
    return switch (event) {
      case SagaEvent.EventPublished _ -> state;
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
      case SagaEvent.StepWaiting e ->
          leg(state, e.step(), Direction.EXECUTE, leg -> leg.waiting(e.signal(), e.until()));
      case SagaEvent.StepExpanded e ->
          leg(
              state.change(next -> next.steps = next.steps.expanded(e.step(), e.count())),
              e.step(),
              Direction.EXECUTE,
              leg -> leg.waiting(null, null));
      case SagaEvent.StepSucceeded e ->
          endExecute(state, e.step(), Phase.SUCCEEDED, at, null, false, e.output());
      case SagaEvent.StepFailed e ->
          endExecute(state, e.step(), Phase.FAILED, at, e.failure(), e.outcomeUnknown(), null);
      case SagaEvent.StepSkipped e -> skip(state, e, at);
      case SagaEvent.StepCompensated e -> endCompensate(state, e.step(), Phase.SUCCEEDED, at);
      case SagaEvent.CompensationSkipped e -> endCompensate(state, e.step(), Phase.SKIPPED, at);
      case SagaEvent.StepParked e ->
          leg(
              state,
              e.step(),
              e.direction(),
              leg -> leg.ended(Phase.PARKED, at, e.failure(), e.outcomeUnknown()));
      case SagaEvent.StepReset e -> reset(state, e);
    };
  }

  private static SagaState endExecute(
      SagaState state,
      String name,
      Phase end,
      Instant at,
      @Nullable Failure failure,
      boolean unknown,
      @Nullable Map<String, Object> output) {
    return step(
        state,
        name,
        step ->
            step.with(Direction.EXECUTE, step.execute().ended(end, at, failure, unknown))
                .withOutput(output));
  }

  /// What cannot be ruled out stays so when a step is skipped: it is undone like an effect.
  private static SagaState skip(SagaState state, SagaEvent.StepSkipped skipped, Instant at) {
    StepState before = state.step(skipped.step());
    boolean unknown = before != null && before.execute().unknown();
    Failure why = skipped.blocking() ? new Failure(Failure.SKIPPED, skipped.why()) : null;
    return endExecute(state, skipped.step(), Phase.SKIPPED, at, why, unknown, skipped.output());
  }

  private static SagaState endCompensate(SagaState state, String name, Phase end, Instant at) {
    return leg(state, name, Direction.COMPENSATE, leg -> leg.ended(end, at, null, false));
  }

  /// A step that was expanded keeps its elements, and waits for them as before.
  private static SagaState reset(SagaState state, SagaEvent.StepReset reset) {
    StepState before = state.step(reset.step());
    boolean expanded = before != null && before.items() > 0;
    return leg(
        state,
        reset.step(),
        reset.direction(),
        leg -> expanded ? leg.reset().waiting(null, null) : leg.reset());
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

  /// What events do to the saga as a whole.
  private static final class SagaMoves {

    private SagaMoves() {}

    static SagaState next(
        SagaDefinition definition, SagaState state, SagaEvent.OfSaga event, Instant at) {
      return switch (event) {
        case SagaEvent.SagaStarted _, SagaEvent.OperatorActed _ -> state;
        case SagaEvent.SagaTurned e -> turn(state, e);
        case SagaEvent.SagaStopping e ->
            state
                .withStatus(state.status(), null, new StepFailure(e.step(), e.failure()))
                .withClock(new Clock(null, null));
        case SagaEvent.SagaParked e -> park(state, e);
        case SagaEvent.SagaPaused _ ->
            state.withStatus(SagaStatus.PAUSED, state.turnReason(), state.failure());
        case SagaEvent.SagaResumed e -> resume(definition, state, e.status());
        case SagaEvent.StepsKept e -> state.change(next -> next.kept = Set.copyOf(e.steps()));
        case SagaEvent.SignalReceived e -> state.withSignal(new Signal(e.signal(), e.data()));
        case SagaEvent.SignalConsumed e -> state.withoutSignal(e.signal());
        case SagaEvent.ParentAsked e -> state.change(next -> next.asked = e.asked());
        case SagaEvent.ReplyIgnored _ -> state.change(next -> next.ignoredReplies++);
        case SagaEvent.DeadlineStopped _ ->
            state.withClock(new Clock(state.clock().deadlineAt(), at));
        case SagaEvent.DeadlineMoved e -> state.withClock(new Clock(e.deadlineAt(), null));
        case SagaEvent.DeadlineMissed _ -> state.withClock(new Clock(null, null));
        case SagaEvent.RoundEnded e -> endRound(state, e);
        case SagaEvent.RoundStarted e -> startRound(state, e);
        case SagaEvent.SagaCompleted e ->
            state
                .withStatus(SagaStatus.COMPLETED, null, null)
                .change(next -> next.output = e.output());
        case SagaEvent.SagaCompensated e ->
            state.withStatus(SagaStatus.COMPENSATED, e.reason(), state.failure());
        case SagaEvent.SagaFailed e ->
            state.withStatus(SagaStatus.FAILED, null, new StepFailure(e.step(), e.failure()));
      };
    }

    /// A held saga turns too, but goes back only once it is resumed.
    private static SagaState turn(SagaState state, SagaEvent.SagaTurned turned) {
      boolean held = state.status() == SagaStatus.PAUSED;
      return state.withStatus(
          held ? SagaStatus.PAUSED : SagaStatus.COMPENSATING,
          turned.reason(),
          new StepFailure(turned.step(), turned.failure()));
    }

    /// What turned the saga stays on record; one parked on its way forward has no other failure.
    private static SagaState park(SagaState state, SagaEvent.SagaParked parked) {
      StepFailure failure =
          state.failure() == null
              ? new StepFailure(parked.step(), parked.failure())
              : state.failure();
      return state.withStatus(SagaStatus.PARKED, state.turnReason(), failure);
    }

    /// A failure that a person has dealt with is forgotten; what turned or stopped the saga is not.
    private static SagaState resume(SagaDefinition definition, SagaState state, SagaStatus status) {
      StepFailure failure = state.failure();
      boolean keeps = state.turnReason() != null || state.status() == SagaStatus.PAUSED;
      boolean ranOutOfTime = failure != null && failure.step() == null;
      if (keeps || (ranOutOfTime && state.status() == SagaStatus.PARKED)) {
        return state.withStatus(status, state.turnReason(), failure);
      }
      return state.withStatus(status, null, requiredFailure(definition, state));
    }

    /// While a required step has failed, no other one may go on.
    private static @Nullable StepFailure requiredFailure(
        SagaDefinition definition, SagaState state) {
      for (StepState step : state.steps()) {
        Leg leg = step.execute();
        if (leg.phase() == Phase.FAILED
            && leg.failure() != null
            && Weight.of(definition, step.name()) == OnFailure.STOP) {
          return new StepFailure(step.name(), leg.failure());
        }
      }
      return null;
    }

    private static SagaState endRound(SagaState state, SagaEvent.RoundEnded ended) {
      return state.change(next -> {
        next.forget();
        next.running(new Clock(null, null));
        next.steps = next.steps.renewed();
        next.kept = Set.of();
        next.nextRoundAt = ended.nextAt();
        next.output = ended.output() == null ? next.output : ended.output();
      });
    }

    private static SagaState startRound(SagaState state, SagaEvent.RoundStarted started) {
      return state.change(next -> {
        next.round = started.round();
        next.nextRoundAt = null;
        next.running(new Clock(started.deadlineAt(), null));
      });
    }
  }
}
