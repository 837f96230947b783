package io.sagasuite.systemtests.load;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a stack has used: CPU seconds and resident memory by the name of the process, CPU seconds
/// by the kind of work, and how often things were done.
record StackUsage(
    Map<String, Double> cpuSeconds,
    Map<String, Double> residentMb,
    Map<ThreadKind, Double> cpuSecondsByKind,
    Map<String, Double> counts) {

  /// What was used since an earlier reading; memory is that of now.
  StackUsage since(StackUsage before) {
    return new StackUsage(
        difference(cpuSeconds, before.cpuSeconds),
        residentMb,
        difference(cpuSecondsByKind, before.cpuSecondsByKind),
        difference(counts, before.counts));
  }

  private static <K> Map<K, Double> difference(Map<K, Double> now, Map<K, Double> before) {
    Map<K, Double> difference = new LinkedHashMap<>();
    now.forEach((key, value) -> difference.put(key, value - before.getOrDefault(key, 0.0)));
    return difference;
  }

  double totalCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double totalResidentMb() {
    return residentMb.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
