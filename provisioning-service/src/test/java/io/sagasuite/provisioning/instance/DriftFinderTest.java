package io.sagasuite.provisioning.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.provisioning.instance.DriftFinder.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DriftFinderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
  private static final DriftFinder FINDER = new DriftFinder(Duration.ofMinutes(5), NOW);

  private final InstanceRef ref = new InstanceRef(UUID.randomUUID(), "db", "toygres");

  @Test
  void findsNothingWhereAllIsAsRecorded() {
    assertThat(find(there(true, LONG_AGO), InstanceState.RUNNING)).isEmpty();
  }

  @Test
  void findsWhatNobodyWants() {
    assertThat(FINDER.find(there(true, LONG_AGO), List.of()))
        .singleElement()
        .satisfies(drift -> {
          assertThat(drift.kind()).isEqualTo(Drift.Kind.ORPHAN);
          assertThat(drift.message()).contains("volume");
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DELETED", "FAILED"})
  void findsWhatIsLeftOfWhatHasEnded(InstanceState state) {
    assertThat(find(there(true, LONG_AGO), state))
        .extracting(Drift::kind)
        .containsExactly(Drift.Kind.ORPHAN);
  }

  @Test
  void leavesAloneWhatIsTooYoungToBeKnown() {
    assertThat(FINDER.find(there(true, NOW.minusSeconds(60)), List.of())).isEmpty();
  }

  @Test
  void findsWhatIsMissing() {
    assertThat(find(List.of(), InstanceState.RUNNING))
        .extracting(Drift::kind)
        .containsExactly(Drift.Kind.MISSING);
  }

  @Test
  void findsWhatIsIncomplete() {
    assertThat(find(there(false, LONG_AGO), InstanceState.RUNNING))
        .extracting(Drift::kind)
        .containsExactly(Drift.Kind.INCOMPLETE);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "RUNNING")
  void asksNothingOfWhatASagaIsAtWorkOnOrHasEnded(InstanceState state) {
    assertThat(find(List.of(), state)).isEmpty();
  }

  private List<Drift> find(List<FoundInstance> found, InstanceState state) {
    return FINDER.find(found, List.of(new Recorded(ref, state)));
  }

  private List<FoundInstance> there(boolean complete, Instant since) {
    return List.of(new FoundInstance(ref, List.of("volume"), complete, since));
  }
}
