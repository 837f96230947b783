package io.sagasuite.systemtests.load;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a stack has used: CPU seconds and resident memory by the name of the process, CPU seconds
/// of each thread, and how often things were done.
record StackUsage(
    Map<String, Double> cpuSeconds,
    Map<String, Double> residentMb,
    Map<SuiteThread, Double> cpuSecondsByThread,
    Map<String, Double> counts) {

  /// What was used since an earlier reading; memory is that of now.
  StackUsage since(StackUsage before) {
    return new StackUsage(
        difference(cpuSeconds, before.cpuSeconds),
        residentMb,
        difference(cpuSecondsByThread, before.cpuSecondsByThread),
        difference(counts, before.counts));
  }

  private static <K> Map<K, Double> difference(Map<K, Double> now, Map<K, Double> before) {
    Map<K, Double> difference = new LinkedHashMap<>();
    now.forEach((key, value) -> difference.put(key, value - before.getOrDefault(key, 0.0)));
    return difference;
  }

  /// What threads used that have ended meanwhile, as a JVM ends compilers that idle, is missing.
  Map<ThreadKind, Double> cpuSecondsByKind() {
    Map<ThreadKind, Double> kinds = new EnumMap<>(ThreadKind.class);
    cpuSecondsByThread.forEach((thread, s) -> kinds.merge(thread.kind(), s, Double::sum));
    return kinds;
  }

  double totalCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double totalResidentMb() {
    return residentMb.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
