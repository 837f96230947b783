package io.sagasuite.systemtests.load;

import java.util.LinkedHashMap;
import java.util.Map;

/// CPU seconds and resident memory, by the name of the process.
record StackUsage(Map<String, Double> cpuSeconds, Map<String, Double> residentMb) {

  /// What was used since an earlier reading; memory is that of now.
  StackUsage since(StackUsage before) {
    Map<String, Double> used = new LinkedHashMap<>();
    cpuSeconds.forEach(
        (name, seconds) -> used.put(name, seconds - before.cpuSeconds.getOrDefault(name, 0.0)));
    return new StackUsage(used, residentMb);
  }

  double totalCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double totalResidentMb() {
    return residentMb.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
