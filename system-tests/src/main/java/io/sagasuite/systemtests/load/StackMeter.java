package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Reads from the kernel what every process of a stack, its children included, has used, and what
/// this JVM, the load generator, has.
record StackMeter(LocalStack stack) {

  private static final String LOAD = "load";
  private static final double TICKS_PER_SECOND = 100;
  private static final double KB_PER_MB = 1024;
  private static final int USER_TICKS = 11;
  private static final int REAPED_SYSTEM_TICKS = 14;

  StackUsage read() {
    return new StackUsage(ofTrees(StackMeter::cpuSeconds), ofTrees(StackMeter::residentMb));
  }

  private Map<String, Double> ofTrees(ToDoubleFunction<ProcessHandle> reading) {
    Map<String, Double> sums = new LinkedHashMap<>();
    stack
        .processes()
        .forEach(process ->
            sums.put(
                process.name(),
                ProcessHandle.of(process.pid()).stream()
                    .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                    .mapToDouble(reading)
                    .sum()));
    sums.put(LOAD, reading.applyAsDouble(ProcessHandle.current()));
    return sums;
  }

  /// User and system time, that of children already reaped (closed database connections) included;
  /// the launcher reaps nothing that the stack's own processes do not count themselves.
  private static double cpuSeconds(ProcessHandle process) {
    String stat = text(process, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    boolean own = process.pid() == ProcessHandle.current().pid();
    double ticks = 0;
    for (int i = USER_TICKS; i <= (own ? USER_TICKS + 1 : REAPED_SYSTEM_TICKS); i++) {
      ticks += fields.length > i ? Double.parseDouble(fields[i]) : 0;
    }
    return ticks / TICKS_PER_SECOND;
  }

  /// Proportional set size: what processes share, as the database's backends do, counts once.
  private static double residentMb(ProcessHandle process) {
    return text(process, "smaps_rollup")
            .lines()
            .filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .sum()
        / KB_PER_MB;
  }

  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException ended) {
      return "";
    }
  }
}
