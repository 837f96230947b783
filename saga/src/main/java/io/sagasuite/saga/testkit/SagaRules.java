package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaEvolver;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.StepKind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What holds for every saga, whatever its definition and its participants: read off the journal of
/// each run, without asking the state that decided.
final class SagaRules {

  private final TestSaga saga;
  private final Expected expected;
  private final Set<String> effective = new LinkedHashSet<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private boolean goesBack;
  private boolean pastPivot;

  private SagaRules(TestSaga saga, Transcript transcript) {
    this.saga = saga;
    this.expected = new Expected(transcript::excerpt);
  }

  static void check(TestSaga saga, Transcript transcript) {
    new SagaRules(saga, transcript).check();
  }

  private void check() {
    SagaState folded = null;
    long version = 0;
    for (SagaTransition transition : saga.journal) {
      expected.same("version of " + saga.label, ++version, transition.version());
      folded = SagaEvolver.evolve(saga.definition, folded, transition);
      transition.events().forEach(this::happened);
    }
    checkEnd(saga.state());
    if (!saga.state().equals(folded)) {
      throw expected.error("the journal of " + saga.label + " does not fold to its state");
    }
  }

  private void checkEnd(SagaState end) {
    boolean waits =
        end.nextRoundAt() != null
            || end.status() == SagaStatus.PAUSED
            || end.status() == SagaStatus.PARKED
            || end.steps().stream()
                .anyMatch(step -> step.execute().isActive() || step.compensate().isActive());
    expected.that(end.status().isEnded() || waits, saga.label + " waits for something", end);
    if (end.status() == SagaStatus.COMPENSATED) {
      effective.removeAll(kept);
      expected.that(effective.isEmpty(), saga.label + " left nothing undone", effective);
    }
  }

  private void happened(SagaEvent event) {
    switch (event) {
      case SagaEvent.StepStarted started -> started(started);
      case SagaEvent.StepSucceeded done -> succeeded(done.step());
      case SagaEvent.StepFailed failed -> failed(failed);
      case SagaEvent.StepCompensated undone -> effective.remove(undone.step());
      case SagaEvent.CompensationSkipped left -> effective.remove(left.step());
      case SagaEvent.StepsKept left -> keep(left);
      case SagaEvent.SagaTurned turned -> turned(turned);
      case SagaEvent.RoundStarted _ -> newRound();
      default -> {}
    }
  }

  private void keep(SagaEvent.StepsKept left) {
    kept.clear();
    kept.addAll(left.steps());
  }

  private void newRound() {
    effective.clear();
    begun.clear();
    goesBack = false;
    pastPivot = false;
  }

  private void started(SagaEvent.StepStarted started) {
    String step = StepState.stepOf(started.step());
    if (started.direction() == Direction.EXECUTE) {
      expected.that(!goesBack, "a saga that goes back does nothing new", started);
      begun.add(started.step());
    } else if (goesBack) {
      expected.that(
          begun.contains(started.step()), "what is undone had been begun", started.step());
      String above = builtOn(step);
      expected.that(above == null, "'" + step + "' is undone after all that needs it", above);
    }
  }

  private @Nullable String builtOn(String step) {
    return effective.stream()
        .filter(name -> saga.definition.graph().isAncestor(step, StepState.stepOf(name)))
        .filter(name -> !kept.contains(StepState.stepOf(name)))
        .findFirst()
        .orElse(null);
  }

  private void succeeded(String name) {
    SagaDefinition definition = saga.definition;
    String step = StepState.stepOf(name);
    boolean isWholeList = definition.step(step).forEach() != null && name.equals(step);
    if (definition.step(step).isUndoable() && !isWholeList) {
      effective.add(name);
    }
    pastPivot |= definition.step(step).kind() == StepKind.PIVOT;
  }

  private void failed(SagaEvent.StepFailed failed) {
    if (failed.outcomeUnknown()
        && saga.definition.step(StepState.stepOf(failed.step())).isUndoable()) {
      effective.add(failed.step());
    }
  }

  private void turned(SagaEvent.SagaTurned turned) {
    expected.that(!pastPivot, "no saga goes back behind its pivot", turned);
    goesBack = true;
  }
}
