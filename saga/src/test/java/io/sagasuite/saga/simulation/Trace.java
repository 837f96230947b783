package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaEvent;
import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import java.io.PrintStream;
import java.time.Instant;

/// Prints every transition before it is checked, for a person who replays a run.
record Trace(PrintStream out, SagaWatcher checks) implements SagaWatcher {

  @Override
  public void moved(SimulatedSaga saga, SagaState before, SagaTransition transition, Instant now) {
    if (before == null) {
      out.println(saga.definition.name() + " " + saga.definition.policy());
      saga.definition.steps().forEach(step -> out.println("  " + step));
    }
    out.printf(
        "%s %s #%d %s by %s%n",
        now,
        saga.definition.name(),
        transition.version(),
        transition.status(),
        transition.trigger());
    for (SagaEvent event : transition.events()) {
      out.println("    " + event);
    }
    checks.moved(saga, before, transition, now);
  }
}
