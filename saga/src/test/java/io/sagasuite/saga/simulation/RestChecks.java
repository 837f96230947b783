package io.sagasuite.saga.simulation;

import static io.sagasuite.saga.simulation.BrokenInvariantException.unless;

import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaStatus;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.Action;
import io.sagasuite.saga.definition.Step;
import io.sagasuite.saga.definition.StepKind;
import io.sagasuite.saga.simulation.SimulatedParticipants.Effect;
import java.util.ArrayList;
import java.util.List;

/// The invariants that hold once nothing is under way any more.
final class RestChecks {

  private final SimulatedWorld world;

  RestChecks(SimulatedWorld world) {
    this.world = world;
  }

  void check() {
    world.participants.checkStock();
    for (SimulatedSaga saga : world.sagas()) {
      if (saga.row != null) {
        ends(saga);
        saga.row.steps().forEach(step -> step(saga, step));
        effects(saga);
      }
    }
  }

  /// I1: a saga ends, or waits for a person and says for what.
  private void ends(SimulatedSaga saga) {
    SagaState state = saga.row;
    boolean waits = state.steps().stream().anyMatch(step -> step.execute().awaitsSignal());
    boolean parked = state.status() == SagaStatus.PARKED;
    unless(state.status().isEnded() || parked || waits, "I1 every saga ends or is parked");
    unless(!parked || TransitionChecks.hasEvidence(state), "a parked saga carries its evidence");
  }

  private void step(SimulatedSaga saga, StepState state) {
    Step step = saga.definition.step(state.step());
    Phase phase = state.execute().phase();
    if (saga.row.status() == SagaStatus.COMPLETED && saga.row.nextRoundAt() == null) {
      boolean fulfilled = phase == Phase.SUCCEEDED || phase == Phase.SKIPPED;
      Step decides =
          step.action() instanceof Action.CoveredBy by ? saga.definition.step(by.step()) : step;
      unless(
          fulfilled || !decides.isRequired(), "I2 " + state.name() + " is required and " + phase);
    }
    boolean isList = step.forEach() != null && state.name().equals(step.name());
    switch (step.action()) {
      case Action.Command _ when !isList -> command(saga, step, state);
      case Action.RunSaga child when !child.detached() -> child(saga, state);
      default -> {}
    }
  }

  private void command(SimulatedSaga saga, Step step, StepState state) {
    Effect effect = world.participants.effect(saga.id, wire(saga, state.name()));
    boolean stands = effect != null && effect.stands();
    Leg execute = state.execute();
    boolean released = isReleased(saga, state.name(), saga.row.round());
    if (saga.row.status() == SagaStatus.COMPLETED && execute.phase() == Phase.SUCCEEDED) {
      unless(stands && effect.undone == 0, "I2 " + state.name() + " is effective " + effect);
    }
    if (execute.phase() == Phase.FAILED && !execute.unknown()) {
      unless(!stands, "what failed for sure has no effect: " + state.name());
    }
    boolean done = saga.row.status() == SagaStatus.COMPLETED;
    if (done && execute.phase() == Phase.FAILED && step.isUndoable() && !released) {
      unless(!stands, "an optional step that failed leaves nothing: " + state.name());
    }
  }

  private static String wire(SimulatedSaga saga, String name) {
    return saga.row.round() == 1 ? name : name + "@" + saga.row.round();
  }

  private static boolean isReleased(SimulatedSaga saga, String name, int round) {
    return saga.released.contains(name + "@" + round)
        || (round == saga.row.round() && saga.row.kept().contains(StepState.stepOf(name)));
  }

  /// I12: no child outlives a step that was undone, and none is missing from one that stands.
  private void child(SimulatedSaga saga, StepState state) {
    SimulatedSaga child = world.saga(SimulatedWorld.childId(saga.id, wire(saga, state.name())));
    if (state.compensate().phase() == Phase.SUCCEEDED) {
      unless(
          child != null && child.row.status() == SagaStatus.COMPENSATED,
          "I12 the child of an undone step is undone");
    } else if (saga.row.status() == SagaStatus.COMPLETED
        && state.execute().phase() == Phase.SUCCEEDED) {
      boolean undoneByHand = child.row.turnReason() == TurnReason.OPERATOR;
      unless(
          undoneByHand || child.row.status() == SagaStatus.COMPLETED,
          "the child of a completed saga is completed");
    }
  }

  private void effects(SimulatedSaga saga) {
    List<Done> all = new ArrayList<>();
    for (Effect effect : world.participants.effects()) {
      if (effect.place.saga().equals(saga.id) && effect.done > 0) {
        Done done = Done.of(saga, effect);
        unless(
            done.step.kind() == StepKind.COMPENSATABLE || effect.undone == 0,
            "I3 " + effect.place.step() + " is never undone");
        boolean inRound = done.round == saga.row.round() && saga.row.nextRoundAt() == null;
        boolean undone = saga.row.status() == SagaStatus.COMPENSATED && inRound;
        if (undone || saga.roundsUndone.contains(done.round)) {
          nothingIsLeft(saga, done);
        }
        all.add(done);
      }
    }
    all.forEach(done -> all.forEach(other -> inReverse(saga, done, other)));
  }

  private void nothingIsLeft(SimulatedSaga saga, Done done) {
    unless(
        done.step.kind() == StepKind.COMPENSATABLE,
        "I3 no way back after " + done.effect.place.step());
    unless(
        !done.effect.stands() || !done.step.isUndoable() || isReleased(saga, done.name, done.round),
        "I3 nothing of " + done.effect.place.step() + " is left");
  }

  /// I4: an effect is undone only after the effects that were built on it. An optional step that
  /// failed is undone by itself, while the saga goes on.
  private void inReverse(SimulatedSaga saga, Done below, Done above) {
    boolean related =
        below.round == above.round
            && saga.definition.graph().isAncestor(below.step.name(), above.step.name());
    if (!related
        || below.effect.undone == 0
        || !below.step.isRequired()
        || !above.step.isUndoable()
        || isReleased(saga, above.name, above.round)) {
      return;
    }
    unless(
        !above.effect.stands() && above.effect.undoneAt < below.effect.undoneAt,
        "I4 %s is undone before %s".formatted(above.name, below.name));
  }

  /// An effect with the step that it belongs to.
  private record Done(Effect effect, Step step, String name, int round) {

    static Done of(SimulatedSaga saga, Effect effect) {
      String wire = effect.place.step();
      int at = wire.lastIndexOf('@');
      String name = at < 0 ? wire : wire.substring(0, at);
      int round = at < 0 ? 1 : Integer.parseInt(wire.substring(at + 1));
      return new Done(effect, saga.definition.step(StepState.stepOf(name)), name, round);
    }
  }
}
