package io.sagasuite.provisioning.instance;

import static io.sagasuite.provisioning.instance.InstanceState.CREATING;
import static io.sagasuite.provisioning.instance.InstanceState.DELETED;
import static io.sagasuite.provisioning.instance.InstanceState.DELETING;
import static io.sagasuite.provisioning.instance.InstanceState.FAILED;
import static io.sagasuite.provisioning.instance.InstanceState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceStateTest {

  private static final Map<InstanceState, List<InstanceState>> WAYS =
      Map.of(
          CREATING, List.of(RUNNING, FAILED),
          RUNNING, List.of(DELETING, FAILED),
          DELETING, List.of(DELETED),
          FAILED, List.of(DELETING),
          DELETED, List.of());

  @ParameterizedTest
  @EnumSource
  void goesOnOnlyAlongTheseWays(InstanceState state) {
    for (InstanceState next : InstanceState.values()) {
      assertThat(state.mayBecome(next, true))
          .describedAs("from %s to %s", state, next)
          .isEqualTo(WAYS.get(state).contains(next));
    }
  }

  @ParameterizedTest
  @EnumSource
  void staysFailedWhenNothingIsLeftToDelete(InstanceState next) {
    assertThat(FAILED.mayBecome(next, false)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void hasAWordOfItsOwn(InstanceState state) {
    assertThat(InstanceState.ofWord(state.word())).isEqualTo(state);
  }
}
