package io.sagasuite.saga.decision;

import io.sagasuite.saga.definition.SagaDefinition;
import java.util.Set;
import java.util.TreeSet;

/// What has been seen in journals: arrows between statuses and between the phases of legs, events,
/// reasons to ignore a reply, and actions that were taken in which status.
final class Visited {

  final Set<String> statuses = new TreeSet<>();
  final Set<String> execute = new TreeSet<>();
  final Set<String> compensate = new TreeSet<>();
  final Set<String> events = new TreeSet<>();
  final Set<String> ignored = new TreeSet<>();
  final Set<String> actions = new TreeSet<>();

  void read(SagaDefinition definition, SagaState before, SagaTransition transition) {
    SagaState state = before;
    for (SagaEvent event : transition.events()) {
      SagaState next =
          SagaEvolver.apply(definition, state, transition.sagaId(), event, transition.at());
      events.add(event.getClass().getSimpleName());
      switch (event) {
        case SagaEvent.ReplyIgnored e -> ignored.add(e.reason().name());
        case SagaEvent.OperatorActed e -> actions.add(situation(before) + " " + e.action());
        default -> {}
      }
      if (state != null) {
        arrow(statuses, state.status(), next.status());
        if (event instanceof SagaEvent.OfStep && !(event instanceof SagaEvent.StepExpanded)) {
          legs(state, next);
        }
      }
      state = next;
    }
  }

  private static String situation(SagaState before) {
    boolean back = before.status() != SagaStatus.COMPENSATING && before.turnReason() != null;
    return before.status() + (back && !before.status().isEnded() ? " BACK" : "");
  }

  private void legs(SagaState state, SagaState next) {
    for (StepState step : state.steps()) {
      StepState after = next.step(step.name());
      if (after != null && after != step) {
        arrow(execute, step.execute().phase(), after.execute().phase());
        arrow(compensate, step.compensate().phase(), after.compensate().phase());
      }
    }
  }

  private static void arrow(Set<String> arrows, Enum<?> from, Enum<?> to) {
    if (from != to) {
      arrows.add(from + " -> " + to);
    }
  }
}
