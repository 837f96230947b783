package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.SagaEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in a test's world, line by line, for people.
final class Transcript {

  private final List<String> lines = new ArrayList<>();

  void add(Instant at, TestSaga saga, String kind, String text) {
    lines.add(
        "%-9s %s  %-8s %s".formatted(Readable.of(at), saga.label, kind, text).stripTrailing());
  }

  void add(Instant at, TestSaga saga, SagaEvent event) {
    add(at, saga, "event", describe(event));
  }

  String text() {
    return String.join("\n", lines);
  }

  /// The event's name and what it holds, without what is not there.
  private static String describe(SagaEvent event) {
    StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      Object value = valueOf(component, event);
      if (value != null && !Map.of().equals(value) && !Boolean.FALSE.equals(value)) {
        text.append(' ').append(component.getName()).append('=').append(Readable.of(value));
      }
    }
    return text.toString();
  }

  private static @Nullable Object valueOf(RecordComponent component, SagaEvent event) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an event's parts are public", e);
    }
  }
}
