package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackUsageTest {

  private static final SuiteThread COMPILER = new SuiteThread(1, ThreadKind.COMPILER);
  private static final SuiteThread IDLE_COMPILER = new SuiteThread(2, ThreadKind.COMPILER);
  private static final SuiteThread BROKER = new SuiteThread(3, ThreadKind.BROKER);

  @Test
  void threadsThatHaveEndedTakeNothingFromTheOthersOfTheirKind() {
    StackUsage before = usage(Map.of(COMPILER, 3.0, IDLE_COMPILER, 20.0));
    StackUsage after = usage(Map.of(COMPILER, 5.0, BROKER, 1.0));

    assertThat(after.since(before).cpuSecondsByKind())
        .isEqualTo(Map.of(ThreadKind.COMPILER, 2.0, ThreadKind.BROKER, 1.0));
  }

  private static StackUsage usage(Map<SuiteThread, Double> threads) {
    return new StackUsage(Map.of(), Map.of(), threads, Map.of());
  }
}
