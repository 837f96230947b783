package io.sagasuite.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Direction;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepKeyTest {

  private static final UUID SAGA = UUID.fromString("01a2266e-8aa8-7000-abcb-e013d947d7bc");
  private static final UUID LATER = UUID.fromString("01a2266e-8aa9-7fff-8bcb-e013d947d7bc");
  private static final StepKey KEY = new StepKey(SAGA, "take-payment");

  /// The hash is `md5('01a2266e-8aa8-7000-abcb-e013d947d7bc:take-payment')`.
  @Test
  void idOfAnEffectIsTheSameForEver() {
    assertThat(KEY.entityId()).hasToString("01a2266e-8aa8-825a-9045-5bf0826b45a6");
  }

  @Test
  void idOfAnEffectIsAnUuidOfVersion8() {
    assertThat(KEY.entityId().version()).isEqualTo(8);
    assertThat(KEY.entityId().variant()).isEqualTo(2);
  }

  @Test
  void idsOfEffectsFollowTheTimesOfTheirSagas() {
    assertThat(new StepKey(LATER, "a-step").entityId().toString())
        .startsWith("01a2266e-8aa9-8")
        .isGreaterThan(KEY.entityId().toString());
  }

  @Test
  void everyStepOfEverySagaHasAnIdOfItsOwn() {
    assertThat(KEY.entityId())
        .isNotEqualTo(new StepKey(SAGA, "create-label").entityId())
        .isNotEqualTo(
            new StepKey(UUID.fromString("01a2266e-8aa8-7000-abcb-e013d947d7bd"), "take-payment")
                .entityId());
  }

  @Test
  void idempotencyKeyNamesTheDirection() {
    assertThat(KEY.idempotencyKey(Direction.EXECUTE)).isEqualTo(SAGA + ":take-payment:execute");
    assertThat(KEY.idempotencyKey(Direction.COMPENSATE))
        .isEqualTo(SAGA + ":take-payment:compensate");
  }
}
