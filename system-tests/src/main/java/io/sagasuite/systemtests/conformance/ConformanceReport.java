package io.sagasuite.systemtests.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sagasuite.systemtests.conformance.Verdict.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The verdicts, for people and for scripts.
record ConformanceReport(String participant, boolean effectsSeen, List<Verdict> verdicts) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  boolean isPassed() {
    return count(Result.FAILED) == 0;
  }

  /// One row of the table; for a check that failed, what went wrong and why it matters.
  static String row(Verdict verdict) {
    String row =
        String.format(
            Locale.ROOT,
            "%-32s %-5s %6.1f s",
            verdict.check(),
            word(verdict.result()),
            verdict.seconds());
    return switch (verdict.result()) {
      case PASSED -> row;
      case SKIPPED -> row + "  " + verdict.reason();
      case FAILED -> row + "\n    " + verdict.reason() + "\n    (" + verdict.why() + ")";
    };
  }

  String summary() {
    String unseen = effectsSeen ? "" : "; effects were not seen, only replies (see --effects-sql)";
    return "%s: %d passed, %d failed, %d skipped%s"
        .formatted(
            participant, count(Result.PASSED), count(Result.FAILED), count(Result.SKIPPED), unseen);
  }

  String json() throws JsonProcessingException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("participant", participant);
    report.put("passed", isPassed());
    report.put("effectsSeen", effectsSeen);
    report.put("checks", verdicts.stream().map(ConformanceReport::json).toList());
    return JSON.writeValueAsString(report) + "\n";
  }

  private static Map<String, Object> json(Verdict verdict) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("name", verdict.check());
    check.put("result", verdict.result().name().toLowerCase(Locale.ROOT));
    check.put("reason", verdict.reason());
    check.put("why", verdict.why());
    check.put("seconds", verdict.seconds());
    return check;
  }

  private long count(Result result) {
    return verdicts.stream().filter(verdict -> verdict.result() == result).count();
  }

  private static String word(Result result) {
    return switch (result) {
      case PASSED -> "ok";
      case FAILED -> "FAIL";
      case SKIPPED -> "skip";
    };
  }
}
