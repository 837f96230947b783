package io.sagasuite.systemtests.load;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One measured window: how its orders ended and what that took.
record BenchRun(LoadResult result, StackUsage usage) {

  private static final double THOUSAND = 1_000;

  /// The one in the middle, by throughput; of an even number the slower of the two.
  static BenchRun median(List<BenchRun> runs) {
    List<BenchRun> sorted =
        runs.stream()
            .sorted(Comparator.comparingDouble(run -> run.result.sagasPerSecond()))
            .toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  double cpuSecondsPer1000() {
    return usage.totalCpuSeconds() * THOUSAND / ended();
  }

  double cpuSecondsPer1000WithoutJit() {
    double compiler = usage.cpuSecondsByKind().getOrDefault(ThreadKind.COMPILER, 0.0);
    return cpuSecondsPer1000() - compiler * THOUSAND / ended();
  }

  Map<String, Double> cpuMsPerSagaByKind() {
    Map<String, Double> kinds = new LinkedHashMap<>();
    usage
        .cpuSecondsByKind()
        .forEach((kind, seconds) -> kinds.put(kind.label(), seconds * THOUSAND / ended()));
    return kinds;
  }

  Map<String, Double> countsPerSaga() {
    Map<String, Double> counts = new LinkedHashMap<>();
    usage.counts().forEach((what, count) -> counts.put(what, count / ended()));
    return counts;
  }

  private long ended() {
    return Math.max(1, result.count("processed") + result.count("rejected") + result.errors());
  }
}
