package io.sagasuite.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacingTest {

  private long nowMs;
  private final Pacing pacing = new Pacing(() -> TimeUnit.MILLISECONDS.toNanos(nowMs));

  @Test
  void theFirstBatchIsNotWaitedFor() {
    assertThat(pacing.pauseMs()).isZero();
  }

  @Test
  void fewMessagesAreNotWaitedForHoweverLongTheyTook() {
    handle(3, 100);
    assertThat(pacing.pauseMs()).isZero();
  }

  @Test
  void manyAreGatheredHalfAsLongAsTheBatchBeforeTook() {
    handle(4, 11);
    assertThat(pacing.pauseMs()).isEqualTo(5);
  }

  @Test
  void theGatheringIsBounded() {
    handle(500, 1);
    assertThat(pacing.pauseMs()).isEqualTo(2);
    handle(500, 3_000);
    assertThat(pacing.pauseMs()).isEqualTo(30);
  }

  @Test
  void calmReturnsWithTheFirstSmallBatch() {
    handle(500, 20);
    handle(1, 20);
    assertThat(pacing.pauseMs()).isZero();
  }

  private void handle(int size, long tookMs) {
    pacing.begin(size);
    nowMs += tookMs;
    pacing.end();
  }
}
