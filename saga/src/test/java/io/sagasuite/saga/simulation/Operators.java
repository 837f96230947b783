package io.sagasuite.saga.simulation;

import static io.sagasuite.saga.simulation.BrokenInvariantException.unless;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.OperatorAction;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepState;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// People who act on sagas: at any time, without regard to what fits, and once everything has come
/// to rest, so that what waits for a person goes on.
final class Operators {

  /// How often people try to get one saga going again.
  private static final int NUDGES_MAX = 30;

  /// How often they try again before they skip.
  private static final int RETRIES_MAX = 6;

  /// When they end a recurring saga.
  private static final int ROUNDS_MS = 3_000;

  private final SimulatedWorld world;
  private final Random random;
  private final boolean patient;

  Operators(SimulatedWorld world) {
    this.world = world;
    this.random = world.random;
    this.patient = random.nextInt(10) > 0;
  }

  /// Plans some actions of any kind, at any time.
  void plan() {
    int actions = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
    for (int i = 0; i < actions; i++) {
      world.schedule(
          random.nextInt(2_500),
          () -> {
            List<SimulatedSaga> sagas = world.sagas();
            SimulatedSaga saga = sagas.get(random.nextInt(sagas.size()));
            if (saga.row != null) {
              act(saga, any(saga.row));
            }
          });
    }
  }

  /// A recurring saga goes on until somebody tells it to stop, and may wait for somebody meanwhile.
  void endRoundsOf(SimulatedSaga saga) {
    if (saga.definition.policy().recurrence() != null && !saga.isToldToStop) {
      saga.isToldToStop = true;
      world.schedule(ROUNDS_MS, () -> tellToStop(saga));
    }
  }

  private void tellToStop(SimulatedSaga saga) {
    saga.isToldToStop = false;
    SagaStatus status = saga.row == null ? null : saga.row.status();
    if (status == SagaStatus.RUNNING && (awaitsSignal(saga.row) || !isTold(saga.row))) {
      act(saga, new OperatorAction.SendSignal(awaited(saga.row), Map.of()));
    }
    if (status == SagaStatus.RUNNING || status == SagaStatus.COMPENSATING) {
      endRoundsOf(saga);
    }
  }

  private static boolean isTold(SagaState state) {
    return state.signals().stream().anyMatch(s -> s.name().equals(RandomDefinition.STOP));
  }

  private OperatorAction any(SagaState state) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> new OperatorAction.Pause();
      case 2 -> new OperatorAction.Resume();
      case 3, 4 -> new OperatorAction.Cancel();
      case 5 -> new OperatorAction.Retry(random.nextBoolean() ? null : anyStep(state));
      case 6 -> new OperatorAction.Skip(anyStep(state), null);
      case 7 -> new OperatorAction.Compensate(null, null);
      default ->
          new OperatorAction.SendSignal(
              random.nextBoolean() ? RandomDefinition.GO : RandomDefinition.STOP, Map.of());
    };
  }

  private String anyStep(SagaState state) {
    List<StepState> steps = state.steps().stream().toList();
    return steps.get(random.nextInt(steps.size())).name();
  }

  /// A refused action changes nothing, and one that does not fit is refused.
  private void act(SimulatedSaga saga, OperatorAction action) {
    world.faults.count(Faults.Kind.OPERATOR);
    SimulatedWorld.Trigger trigger =
        now -> new SagaInput.OperatorActs(action, "somebody", "had a reason", now);
    Decision asked =
        SagaDecider.decide(saga.definition, saga.row, trigger.apply(world.clock.now()));
    boolean fits = SagaDecider.fittingActions(saga.row).contains(action.word());
    unless(fits || asked.rejection() != null, action + " does not fit, but is accepted");
    unless(asked.rejection() == null || !asked.changes(), "a refused action changes nothing");
    world.trigger(saga, trigger, false);
  }

  /// Gets sagas going that wait for a person; true when there was one.
  boolean nudge() {
    boolean any = false;
    for (SimulatedSaga saga : world.sagas()) {
      OperatorAction action = saga.row == null ? null : helpful(saga);
      if (action != null && saga.nudges++ < NUDGES_MAX) {
        act(saga, action);
        endRoundsOf(saga);
        any = true;
      }
    }
    return any;
  }

  private OperatorAction helpful(SimulatedSaga saga) {
    SagaState state = saga.row;
    return switch (state.status()) {
      case PAUSED -> new OperatorAction.Resume();
      case PARKED -> patient || !saga.isRoot() ? unpark(saga) : null;
      case RUNNING -> new OperatorAction.SendSignal(awaited(state), Map.of());
      case FAILED -> {
        boolean retries = !saga.settled && saga.nudges < 3 && random.nextInt(3) == 0;
        yield retries ? new OperatorAction.Retry(null) : undo(saga);
      }
      case COMPLETED -> undo(saga);
      case COMPENSATING, COMPENSATED -> null;
    };
  }

  private String awaited(SagaState state) {
    return awaitsSignal(state) ? RandomDefinition.GO : RandomDefinition.STOP;
  }

  private static boolean awaitsSignal(SagaState state) {
    return state.steps().stream().anyMatch(step -> step.execute().awaitsSignal());
  }

  private OperatorAction unpark(SimulatedSaga saga) {
    if (saga.nudges < RETRIES_MAX) {
      return new OperatorAction.Retry(null);
    }
    for (StepState step : saga.row.steps()) {
      if (step.execute().phase() == Leg.Phase.PARKED
          || step.compensate().phase() == Leg.Phase.PARKED) {
        return new OperatorAction.Skip(step.name(), null);
      }
    }
    return null;
  }

  /// Now and then a saga that has ended is undone, in whole or in part.
  private OperatorAction undo(SimulatedSaga saga) {
    if (saga.settled) {
      return null;
    }
    if (random.nextInt(8) > 0) {
      saga.settled = true;
      return null;
    }
    String from = random.nextBoolean() ? null : StepState.stepOf(anyStep(saga.row));
    String to = random.nextBoolean() ? null : StepState.stepOf(anyStep(saga.row));
    return new OperatorAction.Compensate(from, to);
  }
}
