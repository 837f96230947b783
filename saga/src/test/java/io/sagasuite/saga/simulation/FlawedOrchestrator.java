package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.Decision;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.OperatorAction;
import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SagaDecider;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.decision.SagaState.Asked;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.simulation.SimulatedWorld.Trigger;
import java.time.Instant;
import java.util.Map;

/// The decider as orchestrators run it, with the run's flaw around it, if it has one: the decider
/// itself knows of no flaw, so it is misled about what it is told and disobeyed in what it says.
final class FlawedOrchestrator {

  private static final int EARLY_MS = 1_000;
  private static final int LATE_MS = 3_000;

  private final SimulatedWorld world;
  private final Flaw flaw;

  FlawedOrchestrator(SimulatedWorld world, Flaw flaw) {
    this.world = world;
    this.flaw = flaw;
  }

  Decision decide(SimulatedSaga saga, Trigger trigger) {
    Instant now = world.clock.now();
    SagaInput input = trigger.apply(now);
    if (flaw == Flaw.EARLY_DUE_TIME && input instanceof SagaInput.DueTimeReached) {
      input = trigger.apply(now.plusMillis(EARLY_MS));
    }
    Decision decision = SagaDecider.decide(saga.definition, saga.row, input);
    saga.cancelled |=
        decision.rejection() == null
            && input instanceof SagaInput.OperatorActs acts
            && acts.action() instanceof OperatorAction.Cancel;
    return decision;
  }

  boolean comparesVersions() {
    return flaw != Flaw.NO_COMPARE_AND_SET;
  }

  /// When the saga is to be looked at; null when nobody will.
  Instant dueAt(SimulatedSaga saga) {
    boolean lost = saga.row == null || saga.lostAt == saga.row.version();
    return lost ? null : saga.row.nextDueAt();
  }

  void claimWasLost(SimulatedSaga saga) {
    if (flaw == Flaw.LOST_DUE_TIME && saga.row != null) {
      saga.lostAt = saga.row.version();
    }
  }

  SagaInput.ReplyReceived reply(
      SimulatedSaga saga, String step, Asked asked, Outcome outcome, Instant now) {
    int attempt = asked.attempt();
    StepState state = saga.row.step(step);
    if (flaw == Flaw.NO_ATTEMPT_MATCH && state != null) {
      attempt = state.leg(asked.direction()).attempt();
    }
    boolean taken = flaw == Flaw.UNKNOWN_IS_FAILURE && outcome instanceof Outcome.Unknown;
    Outcome seen = taken ? new Outcome.Failed("fatal", "taken for a failure") : outcome;
    return new SagaInput.ReplyReceived(step, asked.direction(), attempt, seen, now);
  }

  /// True when the command does not go its way, because the flaw deals with it.
  boolean holdsBack(SendCommand command) {
    if (!SimulatedWorld.isUndo(command) || command.participant().equals("orchestrator")) {
      return false;
    }
    SimulatedSaga saga = world.saga(command.sagaId());
    Outcome done = new Outcome.Succeeded(Map.of());
    switch (flaw) {
      case NO_REVERSE_ORDER -> {
        world.pretend(command, done);
        world.doLater(command, LATE_MS);
      }
      case NO_FENCE -> {
        StepState step = saga.row.step(command.step());
        if (step == null || step.execute().phase() != Leg.Phase.FAILED) {
          return false;
        }
        world.pretend(command, done);
      }
      case CANCEL_CANCELS_UNDO -> {
        if (!saga.cancelled) {
          return false;
        }
        world.pretend(command, done);
      }
      case NONE,
          NO_RECORDED_REPLY,
          NO_TOMBSTONE,
          NO_COMPARE_AND_SET,
          NO_ATTEMPT_MATCH,
          EARLY_DUE_TIME,
          LOST_DUE_TIME,
          UNKNOWN_IS_FAILURE -> {
        return false;
      }
    }
    return true;
  }
}
