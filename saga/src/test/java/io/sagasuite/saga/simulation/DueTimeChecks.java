package io.sagasuite.saga.simulation;

import static io.sagasuite.saga.simulation.BrokenInvariantException.unless;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.Leg;
import io.sagasuite.saga.decision.Leg.Phase;
import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.decision.StepState;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Step;
import java.time.Instant;

/// I10: nothing happens before its time, by the database's clock.
final class DueTimeChecks {

  private DueTimeChecks() {}

  static void check(
      SagaDefinition definition,
      SagaState before,
      SagaTransition transition,
      SagaEvent event,
      Instant now) {
    String trigger = transition.trigger();
    switch (event) {
      case SagaEvent.StepStarted e -> {
        started(leg(before, e.step(), e.direction()), trigger, now);
        if (e.direction() == Direction.EXECUTE && e.attempt() == 1) {
          waited(definition, before, e.step());
        }
      }
      case SagaEvent.CommandResent e when trigger.equals("due") ->
          reached(leg(before, e.step(), e.direction()).resendAt(), now, "a command is repeated");
      case SagaEvent.RetryScheduled e ->
          timedOut(leg(before, e.step(), e.direction()), e.failure(), now);
      case SagaEvent.StepFailed e ->
          timedOut(leg(before, e.step(), Direction.EXECUTE), e.failure(), now);
      case SagaEvent.StepParked e ->
          timedOut(leg(before, e.step(), e.direction()), e.failure(), now);
      case SagaEvent.RoundStarted _ -> reached(before.nextRoundAt(), now, "a round begins");
      case SagaEvent.SagaTurned e when e.reason() == TurnReason.DEADLINE ->
          reached(before.deadlineAt(), now, "the deadline passes");
      case SagaEvent.DeadlineMissed _ -> reached(before.deadlineAt(), now, "the deadline passes");
      default -> {}
    }
  }

  private static Leg leg(SagaState before, String step, Direction direction) {
    StepState state = before == null ? null : before.step(step);
    return state == null ? Leg.IDLE : state.leg(direction);
  }

  private static void started(Leg leg, String trigger, Instant now) {
    boolean planned = leg.phase() == Phase.BACKING_OFF && !trigger.equals("retry");
    boolean delayed = leg.phase() == Phase.WAITING && leg.signal() == null;
    if (planned || delayed) {
      reached(leg.dueAt(), now, "an attempt begins");
    }
  }

  private static void waited(SagaDefinition definition, SagaState before, String name) {
    Step step = definition.step(StepState.stepOf(name));
    boolean waits =
        step.timing().delay().isPositive()
            || (!step.needs().isEmpty() && definition.policy().waitBetweenSteps().isPositive());
    if (waits && name.equals(step.name())) {
      unless(
          leg(before, name, Direction.EXECUTE).phase() == Phase.WAITING,
          "I10 " + name + " begins without its wait");
    }
  }

  private static void timedOut(Leg leg, Failure failure, Instant now) {
    if (leg.phase() == Phase.IN_FLIGHT && failure.code().equals(Failure.TIMEOUT)) {
      reached(leg.dueAt(), now, "an attempt runs out of time");
    }
  }

  private static void reached(Instant due, Instant now, String what) {
    unless(due == null || !due.isAfter(now), "I10 " + what + " before its time");
  }
}
