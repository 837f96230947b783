package io.sagasuite.systemtests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The numbers of one run, for people and for scripts.
record BenchReport(
    BenchOptions options,
    LoadResult result,
    StackUsage usage,
    Optional<Pause> pause,
    Map<String, PageReads.Result> pages,
    Optional<Floor.Result> floor) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final double THOUSAND = 1_000;

  boolean isAsExpected() {
    return result.isAsExpected();
  }

  void print(PrintWriter out) {
    out.println();
    row(out, "configuration", configuration().toString());
    row(out, "orders", orders());
    result.surprises().forEach((what, count) -> row(out, "  " + count + " times", what));
    row(out, "sagas/s", number(result.sagasPerSecond()));
    row(out, "CPU s per 1,000", number(cpuSecondsPer1000()));
    row(out, "... without JIT", number(cpuSecondsPer1000WithoutJit()));
    row(out, "p50 / p99 ms", number(result.latencyMs(50)) + " / " + number(result.latencyMs(99)));
    row(out, "p90 / p99.9 / max", tail());
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
    printPerSaga(out);
    printPages(out);
    floor.ifPresent(by -> {
      out.println();
      row(out, "floor sagas/s", number(by.sagasPerSecond()));
      row(out, "floor CPU s/1,000", number(by.cpuSecondsPer1000()));
      row(out, "CPU to the floor's", number(cpuSecondsPer1000() / by.cpuSecondsPer1000()));
    });
    out.flush();
  }

  private void printPerSaga(PrintWriter out) {
    out.printf("%n%-34s %14s%n", "CPU by kind of work", "ms per saga");
    byKind().forEach((kind, ms) -> out.printf("%-34s %14s%n", kind, number(ms)));
    out.printf("%n%-34s %14s%n", "how often", "per saga");
    counts().forEach((what, count) -> out.printf("%-34s %14s%n", what, number(count)));
  }

  private void printPages(PrintWriter out) {
    if (!pages.isEmpty()) {
      out.printf("%n%-34s %14s %14s%n", "page", "p50 ms", "p99 ms");
      pages.forEach((page, took) ->
          out.printf("%-34s %14s %14s%n", page, number(took.p50Ms()), number(took.p99Ms())));
    }
  }

  private Map<String, Double> byKind() {
    Map<String, Double> kinds = new LinkedHashMap<>();
    usage
        .cpuSecondsByKind()
        .forEach((kind, seconds) -> kinds.put(kind.label(), seconds * THOUSAND / ended()));
    return kinds;
  }

  private Map<String, Double> counts() {
    Map<String, Double> counts = new LinkedHashMap<>();
    usage.counts().forEach((what, count) -> counts.put(what, count / ended()));
    return counts;
  }

  private long ended() {
    return Math.max(1, result.count("processed") + result.count("rejected") + result.errors());
  }

  String json() throws JsonProcessingException {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("sagasPerSecond", rounded(result.sagasPerSecond()));
    numbers.put("cpuSecondsPer1000", rounded(cpuSecondsPer1000()));
    numbers.put("cpuSecondsPer1000WithoutJit", rounded(cpuSecondsPer1000WithoutJit()));
    numbers.put("p50Ms", rounded(result.latencyMs(50)));
    numbers.put("p90Ms", rounded(result.latencyMs(90)));
    numbers.put("p99Ms", rounded(result.latencyMs(99)));
    numbers.put("p999Ms", rounded(result.latencyMs(99.9)));
    numbers.put("maxMs", rounded(result.latencyMs(100)));
    numbers.put("residentMb", rounded(usage.totalResidentMb()));
    numbers.put("seconds", rounded(result.seconds()));
    numbers.put("offered", result.offered());
    numbers.put("processed", result.count("processed"));
    numbers.put("rejected", result.count("rejected"));
    numbers.put("refused", result.refused());
    numbers.put("errors", result.errors());
    numbers.put("processes", processes());
    numbers.put("cpuMsPerSagaByKind", rounded(byKind()));
    numbers.put("perSaga", rounded(counts()));
    pause.ifPresent(one -> {
      if (one.backlogSeconds().isPresent()) {
        numbers.put("backlogGoneSeconds", rounded(one.backlogSeconds().getAsDouble()));
      }
    });
    if (!pages.isEmpty()) {
      numbers.put("pages", pages);
    }
    floor.ifPresent(by -> {
      numbers.put("floorSagasPerSecond", rounded(by.sagasPerSecond()));
      numbers.put("floorCpuSecondsPer1000", rounded(by.cpuSecondsPer1000()));
    });
    numbers.put("configuration", configuration());
    return JSON.writeValueAsString(numbers) + "\n";
  }

  private String orders() {
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

  private String tail() {
    return number(result.latencyMs(90))
        + " / "
        + number(result.latencyMs(99.9))
        + " / "
        + number(result.latencyMs(100));
  }

  private double cpuSecondsPer1000() {
    return usage.totalCpuSeconds() * THOUSAND / ended();
  }

  private double cpuSecondsPer1000WithoutJit() {
    double compiler = usage.cpuSecondsByKind().getOrDefault(ThreadKind.COMPILER, 0.0);
    return cpuSecondsPer1000() - compiler * THOUSAND / ended();
  }

  private Map<String, Object> processes() {
    Map<String, Object> processes = new LinkedHashMap<>();
    usage
        .cpuSeconds()
        .forEach((name, seconds) ->
            processes.put(
                name,
                Map.of(
                    "cpuSeconds",
                    rounded(seconds),
                    "residentMb",
                    rounded(usage.residentMb().getOrDefault(name, 0.0)))));
    return processes;
  }

  private Map<String, Object> configuration() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("orders", options.measured());
    options
        .openRate()
        .ifPresentOrElse(
            rate -> configuration.put("rate", rate),
            () -> configuration.put("inFlight", options.inFlight));
    configuration.put("failShare", options.failShare);
    configuration.put("orchestrators", options.orchestrators);
    configuration.put("warmup", options.warmup);
    configuration.put("products", options.products);
    configuration.put("inputKb", options.inputKb);
    options
        .pausedService()
        .ifPresent(service -> {
          configuration.put("pause", service);
          configuration.put("pauseSeconds", options.pauseSeconds);
        });
    configuration.put("history", options.history);
    configuration.put("waiting", options.waiting);
    configuration.put("overload", options.overload);
    configuration.put(
        "tracing", options.traceRatio().<Object>map(ratio -> ratio).orElse("without a UI"));
    configuration.put("cores", Runtime.getRuntime().availableProcessors());
    configuration.put("java", System.getProperty("java.version", ""));
    return configuration;
  }

  private static void row(PrintWriter out, String name, String value) {
    out.printf("%-18s %s%n", name, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static Map<String, Double> rounded(Map<String, Double> values) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    values.forEach((name, value) -> rounded.put(name, rounded(value)));
    return rounded;
  }

  private static double rounded(double value) {
    return Math.round(value * THOUSAND) / THOUSAND;
  }
}
