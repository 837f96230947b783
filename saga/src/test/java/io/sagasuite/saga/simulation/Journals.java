package io.sagasuite.saga.simulation;

import io.sagasuite.saga.decision.SagaState;
import io.sagasuite.saga.decision.SagaTransition;
import io.sagasuite.saga.definition.SagaDefinition;

/// The journals of simulated sagas, for whoever wants to know what happens in them.
public final class Journals {

  private Journals() {}

  /// Reads one row of a journal.
  public interface Reader {

    /// @param before the state that the row followed, null for a start
    void read(SagaDefinition definition, SagaState before, SagaTransition transition);
  }

  /// Runs so many seeds from 1 on and gives every row of every journal to the reader.
  public static void simulate(int runs, Reader reader) {
    TransitionChecks checks = new TransitionChecks();
    SagaSimulation simulation =
        new SagaSimulation((saga, before, transition, now) -> {
          checks.moved(saga, before, transition, now);
          reader.read(saga.definition, before, transition);
        });
    for (long seed = 1; seed <= runs; seed++) {
      simulation.run(seed, Flaw.NONE);
    }
  }
}
