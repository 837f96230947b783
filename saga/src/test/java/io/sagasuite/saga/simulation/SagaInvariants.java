package io.sagasuite.saga.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaEvolver;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import io.sagasuite.saga.simulation.SimulatedParticipants.Effect;
import java.util.List;

/// The invariants of one saga, by their numbers in the semantics: what holds after every
/// transition, and what holds once everything has come to rest.
final class SagaInvariants {

  private SagaInvariants() {}

  static void afterEachTransition(SagaSimulation run) {
    SagaState state = run.state();
    SagaTransition last = run.journal.getLast();
    assertThat(last.version()).as("I8 versions rise by one").isEqualTo(run.journal.size());
    assertThat(fold(run)).as("the journal folds to the stored state").isEqualTo(state);
    boolean waits = state.nextDueAt() != null;
    boolean rests = state.status().isEnded() || state.status() == SagaStatus.PARKED;
    assertThat(waits || rests).as("I14 nothing waits for nothing").isTrue();
    assertThat(state.steps().stream().noneMatch(SagaInvariants::isActive) || !rests)
        .as("nothing is under way once a saga rests")
        .isTrue();
  }

  private static boolean isActive(StepState step) {
    return step.execute().isActive() || step.compensate().isActive();
  }

  static void atRest(SagaSimulation run) {
    SagaState state = run.state();
    List<Effect> effects = run.participants.effects();
    assertThat(state.status())
        .as("I1 every saga ends or is parked")
        .isIn(SagaStatus.COMPLETED, SagaStatus.COMPENSATED, SagaStatus.PARKED);
    assertThat(effects).as("I7 no second effect").doesNotHaveDuplicates();
    for (Step step : run.definition.steps()) {
      assertThat(happenedBefore(effects, step.name())).as("I5 no effect after its undo").isTrue();
      if (step.action() instanceof Action.Command) {
        checkEffect(state, effects, step);
      }
    }
    checkReverseOrder(run, effects);
  }

  private static void checkEffect(SagaState state, List<Effect> effects, Step step) {
    boolean done = effects.contains(new Effect(step.name(), Direction.EXECUTE));
    boolean undone = effects.contains(new Effect(step.name(), Direction.COMPENSATE));
    switch (state.status()) {
      case COMPLETED -> assertThat(done && !undone).as("I2 %s is effective", step.name()).isTrue();
      case COMPENSATED ->
          assertThat(!done || undone || !step.isUndoable())
              .as("I3 nothing of %s is left", step.name())
              .isTrue();
      default -> {}
    }
    if (step.kind() != StepKind.COMPENSATABLE) {
      assertThat(undone).as("I3 %s is never undone", step.name()).isFalse();
      assertThat(done && state.status() == SagaStatus.COMPENSATED)
          .as("I3 no way back after %s", step.name())
          .isFalse();
    }
  }

  private static boolean happenedBefore(List<Effect> effects, String step) {
    int undone = effects.indexOf(new Effect(step, Direction.COMPENSATE));
    return undone < 0 || effects.indexOf(new Effect(step, Direction.EXECUTE)) < undone;
  }

  /// I4: an effect is undone only after the effects that were built on it.
  private static void checkReverseOrder(SagaSimulation run, List<Effect> effects) {
    for (Step step : run.definition.steps()) {
      int undone = effects.indexOf(new Effect(step.name(), Direction.COMPENSATE));
      for (String dependent : run.definition.graph().descendants(step.name()).toList()) {
        int dependentUndone = effects.indexOf(new Effect(dependent, Direction.COMPENSATE));
        if (undone >= 0 && dependentUndone >= 0) {
          assertThat(dependentUndone)
              .as("I4 %s is undone before %s", dependent, step.name())
              .isLessThan(undone);
        }
      }
    }
  }

  private static SagaState fold(SagaSimulation run) {
    SagaState state = null;
    for (SagaTransition transition : run.journal) {
      state = SagaEvolver.evolve(run.definition, state, transition);
    }
    return state;
  }

  /// A parked saga carries its evidence.
  static boolean hasEvidence(SagaSimulation run) {
    return run.journal.stream()
            .flatMap(transition -> transition.events().stream())
            .anyMatch(SagaEvent.SagaParked.class::isInstance)
        && run.state().steps().stream()
            .flatMap(step -> List.of(step.execute(), step.compensate()).stream())
            .anyMatch(leg -> leg.phase() == Leg.Phase.PARKED && leg.failure() != null);
  }
}
