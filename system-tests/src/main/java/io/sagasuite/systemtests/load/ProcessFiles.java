package io.sagasuite.systemtests.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// One process and its descendants, as the kernel's `/proc` describes them.
record ProcessFiles(long pid) {

  private static final double TICKS_PER_SECOND = 100;
  private static final double KB_PER_MB = 1024;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int REAPED_SYSTEM_TICKS = 14;

  /// User and system time, that of children already reaped (closed database connections) included;
  /// the launcher reaps nothing that the stack's own processes do not count themselves.
  double cpuSeconds() {
    return tree()
        .mapToDouble(process -> {
          boolean own = process.pid() == ProcessHandle.current().pid();
          return cpuSeconds(folder(process), own ? SYSTEM_TICKS : REAPED_SYSTEM_TICKS);
        })
        .sum();
  }

  /// Proportional set size: what processes share, as the database's backends do, counts once.
  double residentMb() {
    return tree()
            .flatMap(process -> text(folder(process).resolve("smaps_rollup")).lines())
            .filter(line -> line.startsWith("Pss:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .sum()
        / KB_PER_MB;
  }

  /// The time of each thread that is there now.
  Map<SuiteThread, Double> cpuSecondsByThread() {
    Map<SuiteThread, Double> seconds = new HashMap<>();
    tree().forEach(process -> addThreads(folder(process).resolve("task"), seconds));
    return seconds;
  }

  private static void addThreads(Path threads, Map<SuiteThread, Double> seconds) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        ThreadKind kind = ThreadKind.of(text(thread.resolve("comm")).strip());
        seconds.put(
            new SuiteThread(Long.parseLong(thread.getFileName().toString()), kind),
            cpuSeconds(thread, SYSTEM_TICKS));
      }
    } catch (IOException ended) {
      return;
    }
  }

  private static double cpuSeconds(Path folder, int lastField) {
    String stat = text(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    double ticks = 0;
    for (int i = USER_TICKS; i <= lastField && i < fields.length; i++) {
      ticks += Double.parseDouble(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private Stream<ProcessHandle> tree() {
    boolean own = pid == ProcessHandle.current().pid();
    return ProcessHandle.of(pid).stream()
        .flatMap(
            root -> own ? Stream.of(root) : Stream.concat(Stream.of(root), root.descendants()));
  }

  private static Path folder(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}
