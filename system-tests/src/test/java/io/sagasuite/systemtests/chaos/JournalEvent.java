package io.sagasuite.systemtests.chaos;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event of a journal row, in its public form.
record JournalEvent(Map<String, Object> fields) {

  boolean is(String type) {
    return type.equals(fields.get("type"));
  }

  boolean is(String type, String step) {
    return is(type) && step.equals(step());
  }

  boolean is(String type, String step, String direction) {
    return is(type, step) && direction.equals(fields.get("direction"));
  }

  @Nullable String step() {
    return (String) fields.get("step");
  }

  int attempt() {
    return fields.get("attempt") instanceof Number number ? number.intValue() : 0;
  }

  /// Step, direction and attempt: what a due time belongs to.
  String attemptKey() {
    return step() + ":" + fields.get("direction") + ":" + attempt();
  }

  boolean isOutcomeUnknown() {
    return Boolean.TRUE.equals(fields.get("outcomeUnknown"));
  }

  @Nullable Instant time(String field) {
    return fields.get(field) instanceof String text ? Instant.parse(text) : null;
  }

  boolean hasCode(String code) {
    return code.equals(fields.get("code"));
  }
}
