package io.sagasuite.saga.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.decision.SagaStatus;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs random sagas under random schedules. A failure names its seed; `-Dseed=N` replays that one.
class SagaSimulationTest {

  private static final int RUNS = Integer.getInteger("runs", 5_000);

  @Test
  void keepsItsInvariantsUnderLossRepetitionDelayAndCrash() {
    Long only = Long.getLong("seed");
    long first = only != null ? only : System.nanoTime();
    Map<SagaStatus, Integer> ends = new EnumMap<>(SagaStatus.class);
    for (long seed = first; seed < first + (only != null ? 1 : RUNS); seed++) {
      ends.merge(run(seed, Flaw.NONE), 1, Integer::sum);
    }
    if (only == null) {
      assertThat(ends)
          .as("the schedules reach every end")
          .containsKeys(SagaStatus.COMPLETED, SagaStatus.COMPENSATED, SagaStatus.PARKED);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void catchesAMissingSafeguard(Flaw flaw) {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= 10_000; seed++) {
                run(seed, flaw);
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dseed=");
  }

  private static SagaStatus run(long seed, Flaw flaw) {
    try {
      double faultShare = seed % 4 == 0 ? 0 : 0.3;
      SagaSimulation run =
          new SagaSimulation(seed, faultShare, flaw, SagaInvariants::afterEachTransition);
      run.run();
      SagaInvariants.atRest(run);
      if (run.state().status() == SagaStatus.PARKED) {
        assertThat(SagaInvariants.hasEvidence(run)).as("parked with its evidence").isTrue();
      }
      return run.state().status();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("replay with -Dseed=" + seed, broken);
    }
  }
}
