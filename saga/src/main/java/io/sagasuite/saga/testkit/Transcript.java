package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Failure;
import io.sagasuite.saga.decision.SagaEvent;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in a test's world, line by line, for people.
final class Transcript {

  private final Instant start;
  private final List<String> lines = new ArrayList<>();

  Transcript(Instant start) {
    this.start = start;
  }

  void add(Instant at, TestSaga saga, String kind, String text) {
    String time = Duration.between(start, at).toString();
    lines.add("%-10s %-24s %-8s %s".formatted(time, saga.label, kind, text).stripTrailing());
  }

  void add(Instant at, TestSaga saga, SagaEvent event) {
    add(at, saga, "event", describe(event));
  }

  String text() {
    return String.join("\n", lines);
  }

  /// The event's name and what it holds, without what is not there; times since the start.
  private String describe(SagaEvent event) {
    StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      Object value = valueOf(component, event);
      if (value != null && !Map.of().equals(value)) {
        text.append(' ').append(component.getName()).append('=').append(readable(value));
      }
    }
    return text.toString();
  }

  private Object readable(Object value) {
    return switch (value) {
      case Instant time -> Duration.between(start, time);
      case Failure failure -> "%s (%s)".formatted(failure.code(), failure.message());
      default -> value;
    };
  }

  private static @Nullable Object valueOf(RecordComponent component, SagaEvent event) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an event's parts are public", e);
    }
  }
}
