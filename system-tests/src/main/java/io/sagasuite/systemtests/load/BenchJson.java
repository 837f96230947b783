package io.sagasuite.systemtests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report's numbers for scripts.
final class BenchJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final double THOUSAND = 1_000;

  private BenchJson() {}

  static String of(BenchReport report) throws JsonProcessingException {
    BenchRun run = report.median();
    Map<String, Object> numbers = new LinkedHashMap<>(summary(run));
    numbers.put("residentMb", rounded(run.usage().totalResidentMb()));
    numbers.put("processes", processes(run.usage()));
    numbers.put("cpuMsPerSagaByKind", rounded(run.cpuMsPerSagaByKind()));
    numbers.put("perSaga", rounded(run.countsPerSaga()));
    if (report.runs().size() > 1) {
      numbers.put("runs", report.runs().stream().map(BenchJson::summary).toList());
    }
    report
        .pause()
        .ifPresent(one -> {
          if (one.backlogSeconds().isPresent()) {
            numbers.put("backlogGoneSeconds", rounded(one.backlogSeconds().getAsDouble()));
          }
        });
    if (!report.pages().isEmpty()) {
      numbers.put("pages", report.pages());
    }
    report
        .floor()
        .ifPresent(by -> {
          numbers.put("floorSagasPerSecond", rounded(by.sagasPerSecond()));
          numbers.put("floorCpuSecondsPer1000", rounded(by.cpuSecondsPer1000()));
        });
    numbers.put("configuration", report.options().configuration());
    return JSON.writeValueAsString(numbers) + "\n";
  }

  private static Map<String, Object> summary(BenchRun run) {
    LoadResult result = run.result();
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("sagasPerSecond", rounded(result.sagasPerSecond()));
    numbers.put("cpuSecondsPer1000", rounded(run.cpuSecondsPer1000()));
    numbers.put("cpuSecondsPer1000WithoutJit", rounded(run.cpuSecondsPer1000WithoutJit()));
    numbers.put("p50Ms", rounded(result.latencyMs(50)));
    numbers.put("p90Ms", rounded(result.latencyMs(90)));
    numbers.put("p99Ms", rounded(result.latencyMs(99)));
    numbers.put("p999Ms", rounded(result.latencyMs(99.9)));
    numbers.put("maxMs", rounded(result.latencyMs(100)));
    numbers.put("seconds", rounded(result.seconds()));
    numbers.put("offered", result.offered());
    for (String ending : List.of("processed", "rejected")) {
      numbers.put(ending, result.count(ending));
    }
    numbers.put("refused", result.refused());
    numbers.put("errors", result.errors());
    return numbers;
  }

  private static Map<String, Object> processes(StackUsage usage) {
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

  private static Map<String, Double> rounded(Map<String, Double> values) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    values.forEach((name, value) -> rounded.put(name, rounded(value)));
    return rounded;
  }

  private static double rounded(double value) {
    return Math.round(value * THOUSAND) / THOUSAND;
  }
}
