package io.sagasuite.systemtests.load;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What was measured, for people.
record BenchReport(
    BenchOptions options,
    List<BenchRun> runs,
    Optional<Pause> pause,
    Map<String, PageReads.Result> pages,
    Optional<Floor.Result> floor) {

  boolean isAsExpected() {
    return runs.stream().allMatch(run -> run.result().isAsExpected());
  }

  BenchRun median() {
    return BenchRun.median(runs);
  }

  void print(PrintWriter out) {
    BenchRun run = median();
    LoadResult result = run.result();
    StackUsage usage = run.usage();
    out.println();
    row(out, "configuration", options.configuration().toString());
    if (runs.size() > 1) {
      row(out, "runs", "%d, each of them below, then the median".formatted(runs.size()));
      runs.forEach(one -> row(out, "", oneLine(one)));
    }
    row(out, "orders", orders(result));
    runs.forEach(one ->
        one.result()
            .surprises()
            .forEach((kind, surprise) -> row(out, "  " + kind, surprise.toString())));
    row(out, "sagas/s", number(result.sagasPerSecond()));
    row(out, "CPU s per 1,000", number(run.cpuSecondsPer1000()));
    row(out, "... without JIT", number(run.cpuSecondsPer1000WithoutJit()));
    row(out, "p50 / p99 ms", number(result.latencyMs(50)) + " / " + number(result.latencyMs(99)));
    row(out, "p90 / p99.9 / max", tail(result));
    pause.ifPresent(one -> row(out, "pause", backlog(one)));
    row(out, "resident MB", number(usage.totalResidentMb()));
    out.println();
    out.printf("%-18s %14s %14s%n", "process", "CPU s", "resident MB");
    usage
        .cpuSeconds()
        .forEach((name, seconds) ->
            out.printf(
                "%-18s %14s %14s%n",
                name, number(seconds), number(usage.residentMb().getOrDefault(name, 0.0))));
    printPerSaga(out, run);
    printPages(out);
    floor.ifPresent(by -> {
      out.println();
      row(out, "floor sagas/s", number(by.sagasPerSecond()));
      row(out, "floor CPU s/1,000", number(by.cpuSecondsPer1000()));
      row(out, "CPU to the floor's", number(run.cpuSecondsPer1000() / by.cpuSecondsPer1000()));
    });
    out.flush();
  }

  private static void printPerSaga(PrintWriter out, BenchRun run) {
    out.printf("%n%-34s %14s%n", "CPU by kind of work", "ms per saga");
    run.cpuMsPerSagaByKind().forEach((kind, ms) -> out.printf("%-34s %14s%n", kind, number(ms)));
    out.printf("%n%-34s %14s%n", "how often", "per saga");
    run.countsPerSaga().forEach((what, count) -> out.printf("%-34s %14s%n", what, number(count)));
  }

  private void printPages(PrintWriter out) {
    if (!pages.isEmpty()) {
      out.printf("%n%-34s %14s %14s%n", "page", "p50 ms", "p99 ms");
      pages.forEach((page, took) ->
          out.printf("%-34s %14s %14s%n", page, number(took.p50Ms()), number(took.p99Ms())));
    }
  }

  private static String orders(LoadResult result) {
    return "offered=%d processed=%d rejected=%d refused=%d errors=%d in %.1f s"
        .formatted(
            result.offered(),
            result.count("processed"),
            result.count("rejected"),
            result.refused(),
            result.errors(),
            result.seconds());
  }

  private String backlog(Pause one) {
    String gone =
        one.backlogSeconds().isPresent()
            ? "was gone %s s after its return".formatted(number(one.backlogSeconds().getAsDouble()))
            : "is not known: the load ended before it was gone";
    return "%s for %d s; its backlog %s".formatted(options.pause, options.pauseSeconds, gone);
  }

  private static String oneLine(BenchRun run) {
    return "%s sagas/s, %s CPU s per 1,000 (%s without JIT), p50 / p99 %s / %s ms"
        .formatted(
            number(run.result().sagasPerSecond()),
            number(run.cpuSecondsPer1000()),
            number(run.cpuSecondsPer1000WithoutJit()),
            number(run.result().latencyMs(50)),
            number(run.result().latencyMs(99)));
  }

  private static String tail(LoadResult result) {
    return number(result.latencyMs(90))
        + " / "
        + number(result.latencyMs(99.9))
        + " / "
        + number(result.latencyMs(100));
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-18s %s%n", name, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }
}
