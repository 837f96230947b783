package io.sagasuite.systemtests.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sagasuite.systemtests.load.OrderConnection.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How the orders of one run ended and how long those took that were accepted. Written by one event
/// loop, read when the run is over.
final class LoadResult {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int HTTP_OK = 200;
  private static final int HTTP_ACCEPTED = 202;
  private static final int SURPRISES_MAX = 20;
  private static final int EXAMPLE_MAX = 300;
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram latencyMicros = new Histogram(SIGNIFICANT_DIGITS);
  private final Map<String, Surprise> surprises = new TreeMap<>();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final boolean refusalsExpected;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos;
  private long offered;
  private long refused;
  private long errors;

  /// Something that came instead of the expected.
  ///
  /// @param example the first answer of this kind, of which others differ in ids and times
  record Surprise(long count, String example) {

    private Surprise and(Surprise other) {
      return new Surprise(count + other.count, example);
    }

    @Override
    public String toString() {
      return "%d times, first: %s".formatted(count, example);
    }
  }

  LoadResult(boolean refusalsExpected) {
    this.refusalsExpected = refusalsExpected;
  }

  void begin(long nanos) {
    offered++;
    firstNanos = Math.min(firstNanos, nanos);
  }

  void end(long intendedNanos, Ending expected, Answer answer) {
    lastNanos = System.nanoTime();
    if (answer.isRefusal() && refusalsExpected) {
      refused++;
      return;
    }
    if (answer.status() == HTTP_OK || answer.status() == HTTP_ACCEPTED) {
      latencyMicros.recordValue(TimeUnit.NANOSECONDS.toMicros(lastNanos - intendedNanos));
    }
    String status = answer.status() == HTTP_OK ? statusIn(answer.body()) : "";
    if (status.equals(expected.status())) {
      outcomes.merge(expected.outcome(), 1L, Long::sum);
    } else {
      errors++;
      surprise(
          "expected %s, got %d %s".formatted(expected.status(), answer.status(), status).strip(),
          answer.body());
    }
  }

  long count(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  long offered() {
    return offered;
  }

  /// How many the suite would not take on, as it may when it is offered too much.
  long refused() {
    return refused;
  }

  long errors() {
    return errors;
  }

  boolean isAsExpected() {
    return errors == 0;
  }

  /// What came instead of the expected, the first few kinds.
  Map<String, Surprise> surprises() {
    return surprises;
  }

  double seconds() {
    return (lastNanos - firstNanos) / 1e9;
  }

  /// Goodput: what ended as expected.
  double sagasPerSecond() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum() / seconds();
  }

  double latencyMs(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1e3;
  }

  private void surprise(String kind, String body) {
    if (surprises.size() < SURPRISES_MAX || surprises.containsKey(kind)) {
      String example = body.substring(0, Math.min(body.length(), EXAMPLE_MAX));
      surprises.merge(kind, new Surprise(1, example), Surprise::and);
    }
  }

  private static String statusIn(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (depth == 1
            && token == JsonToken.FIELD_NAME
            && parser.currentName().equals("status")) {
          return parser.nextTextValue();
        }
      }
      return "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
