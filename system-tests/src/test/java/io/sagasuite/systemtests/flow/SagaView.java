package io.sagasuite.systemtests.flow;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A saga as `GET /sagas/{id}` and its events show it.
record SagaView(JsonPath saga, JsonPath journal) {

  String status() {
    return saga.getString("status");
  }

  String stepStatus(String step) {
    return saga.getString(path(step, "status"));
  }

  int attempts(String step) {
    return saga.getInt(path(step, "attempts"));
  }

  /// When the step's compensation began.
  Instant undoStarted(String step) {
    return Instant.parse(saga.getString(path(step, "compensation.startedAt")));
  }

  /// When the step's compensation was answered.
  Instant undoEnded(String step) {
    return Instant.parse(saga.getString(path(step, "compensation.endedAt")));
  }

  /// The steps that events of this type name, in the journal's order.
  List<String> stepsOf(String type) {
    return events().stream()
        .filter(event -> type.equals(event.get("type")))
        .map(event -> String.valueOf(event.get("step")))
        .toList();
  }

  boolean has(String type) {
    return events().stream().anyMatch(event -> type.equals(event.get("type")));
  }

  private List<Map<String, Object>> events() {
    List<List<Map<String, Object>>> transitions = journal.getList("events.events");
    return transitions.stream().filter(Objects::nonNull).flatMap(List::stream).toList();
  }

  private static String path(String step, String field) {
    return "steps.find { it.name == '%s' }.%s".formatted(step, field);
  }
}
