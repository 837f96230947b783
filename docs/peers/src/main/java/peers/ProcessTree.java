package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A process and its descendants, as the kernel's `/proc` describes them.
record ProcessTree(ProcessHandle root) {

  private static final double TICKS_PER_SECOND = 100;
  private static final double KB_PER_MB = 1024;

  /// User and system time, that of descendants which have ended included.
  double cpuSeconds() {
    return all().mapToDouble(ProcessTree::cpuSeconds).sum();
  }

  /// Proportional set size: what processes share counts once.
  double residentMb() {
    return all()
            .flatMap(process -> text(process, "smaps_rollup").lines())
            .filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .sum()
        / KB_PER_MB;
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  /// Fields 14 to 17 of proc_pid_stat(5): user, system, and both of the children waited for.
  private static double cpuSeconds(ProcessHandle process) {
    String stat = text(process, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Stream.of(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum() / TICKS_PER_SECOND;
  }

  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException ended) {
      return "";
    }
  }
}
