package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.systemtests.load.OrderConnection.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchRunTest {

  private static final BenchRun FAST = oneOrderIn(Duration.ofSeconds(1));
  private static final BenchRun MIDDLE = oneOrderIn(Duration.ofSeconds(20));
  private static final BenchRun SLOW = oneOrderIn(Duration.ofSeconds(300));

  @Test
  void theMedianIsTheOneInTheMiddleByThroughput() {
    assertThat(BenchRun.median(List.of(SLOW, FAST, MIDDLE))).isSameAs(MIDDLE);
  }

  @Test
  void ofAnEvenNumberTheMedianIsTheSlowerOfTheTwo() {
    assertThat(BenchRun.median(List.of(FAST, SLOW))).isSameAs(SLOW);
  }

  private static BenchRun oneOrderIn(Duration time) {
    LoadResult result = new LoadResult(false);
    long start = System.nanoTime() - time.toNanos();
    result.begin(start);
    result.end(
        start,
        new Ending("processed", "processed"),
        new Answer(200, false, "{\"status\":\"processed\"}"));
    return new BenchRun(result, new StackUsage(Map.of(), Map.of(), Map.of(), Map.of()));
  }
}
