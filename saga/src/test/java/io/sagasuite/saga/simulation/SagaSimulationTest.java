package io.sagasuite.saga.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.SagaStatus;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs random sagas under random schedules. A failure names its seed; `-Dseed=N` replays that one.
class SagaSimulationTest {

  private static final int RUNS = Integer.getInteger("runs", 5_000);

  @Test
  void keepsItsInvariantsUnderLossRepetitionDelayAndCrash() {
    Long only = Long.getLong("seed");
    long first = only != null ? only : System.nanoTime();
    Map<SagaStatus, Integer> ends = new EnumMap<>(SagaStatus.class);
    SagaSimulation simulation = new SagaSimulation();
    for (long seed = first; seed < first + (only != null ? 1 : RUNS); seed++) {
      run(simulation, seed).ends().forEach((end, count) -> ends.merge(end, count, Integer::sum));
    }
    if (only == null) {
      assertThat(ends)
          .as("the schedules reach every end")
          .containsKeys(
              SagaStatus.COMPLETED, SagaStatus.COMPENSATED, SagaStatus.FAILED, SagaStatus.PARKED);
    }
  }

  private static SagaSimulation.Report run(SagaSimulation simulation, long seed) {
    try {
      return simulation.run(seed, Flaw.NONE);
    } catch (RuntimeException broken) {
      throw new AssertionError("replay with -Dseed=" + seed, broken);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void catchesAMissingSafeguard(Flaw flaw) {
    assertThat(firstCaught(flaw)).as("what the missing safeguard breaks").isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_COMPARE_AND_SET, I8",
    "NO_REVERSE_ORDER, I4",
    "NO_TOMBSTONE, I3",
    "CANCEL_CANCELS_UNDO, I3",
    "EARLY_DUE_TIME, I10",
    "LOST_DUE_TIME, I1",
    "UNKNOWN_IS_FAILURE, what failed for sure has no effect"
  })
  void namesWhatAMissingSafeguardBreaks(Flaw flaw, String invariant) {
    assertThat(firstCaught(flaw)).startsWith(invariant + (invariant.contains(" ") ? "" : " "));
  }

  private static String firstCaught(Flaw flaw) {
    SagaSimulation simulation = new SagaSimulation();
    for (long seed = 1; seed <= 10_000; seed++) {
      try {
        simulation.run(seed, flaw);
      } catch (BrokenInvariantException broken) {
        return broken.getMessage();
      }
    }
    return "";
  }
}
