package io.sagasuite.systemtests.tracing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A span as Zipkin gives it back, with its name in lower case.
record TraceSpan(
    String id,
    @Nullable String parentId,
    String name,
    String kind,
    String service,
    Instant startedAt,
    Instant endedAt,
    Map<String, String> tags) {

  @SuppressWarnings("unchecked") // JSON objects are maps by names
  static TraceSpan of(Map<String, Object> json) {
    Instant startedAt =
        Instant.EPOCH.plus(((Number) json.get("timestamp")).longValue(), ChronoUnit.MICROS);
    long micros = json.get("duration") instanceof Number duration ? duration.longValue() : 0;
    Map<String, String> endpoint = (Map<String, String>) json.get("localEndpoint");
    return new TraceSpan(
        (String) json.get("id"),
        (String) json.get("parentId"),
        (String) json.get("name"),
        (String) json.getOrDefault("kind", ""),
        endpoint.get("serviceName"),
        startedAt,
        startedAt.plus(micros, ChronoUnit.MICROS),
        (Map<String, String>) json.getOrDefault("tags", Map.of()));
  }

  String tag(String name) {
    return tags.getOrDefault(name, "");
  }

  boolean isError() {
    return tags.containsKey("error");
  }
}
