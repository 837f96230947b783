package io.sagasuite.orchestrator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  @Test
  void theBestIsForgottenSlowly() {
    ConsumerLag quick = ConsumerLag.first(0, 0, 0).next(4_000, 4_000, seconds(1));
    ConsumerLag stopped = quick.next(4_000, 8_000, seconds(301));
    assertThat(stopped.bestPerSecond()).isEqualTo(2_000);
    assertThat(stopped.messages()).isEqualTo(4_000);
  }

  @Test
  void whatIsHandledButNotYetCommittedDoesNotWait() {
    ConsumerLag busy = ConsumerLag.first(0, 0, 0).next(1_000, 1_500, seconds(1));
    assertThat(busy.messages()).isEqualTo(300);
    assertThat(busy.next(2_000, 2_050, seconds(2)).messages()).isZero();
    assertThat(busy.next(1_000, 1_500, seconds(2)).messages()).isEqualTo(500);
  }

  @Test
  void aCallerIsToldWhenTheRestWillHaveBeenHandled() {
    ConsumerLag quick = ConsumerLag.first(0, 0, 0).next(1_000, 3_700, seconds(1));
    assertThat(quick.retryAfterSeconds()).isEqualTo(3);
    assertThat(ConsumerLag.first(7, 7, 0).retryAfterSeconds()).isEqualTo(1);
    assertThat(ConsumerLag.first(0, 100_000, 0).retryAfterSeconds()).isEqualTo(30);
  }

  @Test
  void offsetsThatWereSetBackAreNoNegativeRate() {
    ConsumerLag setBack = ConsumerLag.first(500, 500, 0).next(100, 500, seconds(1));
    assertThat(setBack.bestPerSecond()).isZero();
    assertThat(setBack.messages()).isEqualTo(400);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
