package io.sagasuite.saga.simulation;

import static io.sagasuite.saga.simulation.BrokenInvariantException.unless;

import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaEvolver;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.Step;
import java.time.Instant;

/// The invariants that hold after every transition, by their numbers in the semantics.
final class TransitionChecks implements SagaWatcher {

  @Override
  public void moved(SimulatedSaga saga, SagaState before, SagaTransition transition, Instant now) {
    saga.rows++;
    unless(transition.version() == saga.rows, "I8 versions rise by one");
    saga.folded = SagaEvolver.evolve(saga.definition, saga.folded, transition);
    unless(saga.folded.equals(saga.row), "the journal folds to the stored state");
    remember(saga, transition);
    waitsForSomething(saga.row);
    keepsBounds(saga);
    boolean held = before != null && isHeld(before.status()) && isHeld(transition.status());
    for (SagaEvent event : transition.events()) {
      unless(!held || !(event instanceof SagaEvent.StepStarted), "a held saga begins nothing new");
      DueTimeChecks.check(saga.definition, before, transition, event, now);
    }
  }

  private static boolean isHeld(SagaStatus status) {
    return status == SagaStatus.PAUSED || status == SagaStatus.PARKED;
  }

  private static void remember(SimulatedSaga saga, SagaTransition transition) {
    int round = saga.row.round();
    for (SagaEvent event : transition.events()) {
      switch (event) {
        case SagaEvent.EventPublished e ->
            unless(saga.published.add(e.step() + "@" + round), "I9 an event is published once");
        case SagaEvent.CompensationSkipped e -> saga.released.add(e.step() + "@" + round);
        case SagaEvent.RoundEnded e when e.output() == null -> saga.roundsUndone.add(e.round());
        default -> {}
      }
    }
  }

  /// I14: nothing waits for nothing; and once a saga rests, nothing is under way.
  private static void waitsForSomething(SagaState state) {
    boolean moves = state.nextRoundAt() != null;
    boolean waits = false;
    for (StepState step : state.steps()) {
      moves |= moves(step.execute()) || moves(step.compensate());
      waits |= step.execute().awaitsSignal();
    }
    boolean rests = state.status().isEnded() || state.status() == SagaStatus.PARKED;
    if (rests && state.nextRoundAt() == null) {
      unless(!moves && !waits, "nothing is under way once a saga rests");
    }
    unless(
        rests || moves || waits || state.status() == SagaStatus.PAUSED,
        "I14 nothing waits for nothing");
  }

  private static boolean moves(Leg leg) {
    return leg.nextDueAt() != null;
  }

  private static void keepsBounds(SimulatedSaga saga) {
    int most = saga.definition.policy().maxConcurrentSteps();
    int all = 0;
    for (StepState step : saga.row.steps()) {
      all += isTrying(step) ? 1 : 0;
      if (step.items() > 0) {
        keepsRoom(saga, step);
      }
    }
    unless(most == 0 || all <= most, "no more steps are under way than the definition allows");
  }

  private static void keepsRoom(SimulatedSaga saga, StepState step) {
    Step.ForEach forEach = saga.definition.step(step.name()).forEach();
    long trying = 0;
    for (StepState item : saga.row.steps().itemsOf(step)) {
      trying += isTrying(item) ? 1 : 0;
    }
    unless(
        forEach == null || trying <= forEach.maxConcurrent(),
        "no more elements are under way than the step allows");
  }

  private static boolean isTrying(StepState step) {
    return step.execute().isTrying() || step.compensate().isTrying();
  }

  /// A parked saga carries its evidence.
  static boolean hasEvidence(SagaState state) {
    for (StepState step : state.steps()) {
      for (Leg leg : new Leg[] {step.execute(), step.compensate()}) {
        if (leg.phase() == Phase.PARKED && leg.failure() != null) {
          return state.failure() != null;
        }
      }
    }
    return false;
  }
}
