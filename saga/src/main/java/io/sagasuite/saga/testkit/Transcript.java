package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.OperatorAction;
import io.sagasuite.saga.decision.SagaEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What happened in a test's world, line by line, for people.
final class Transcript {

  /// Lines from the beginning and from the end that an error shows.
  private static final int EXCERPT_HALF = 150;

  /// Written when they are read, as most tests succeed and nobody reads what happened.
  private final List<Supplier<String>> lines = new ArrayList<>();

  void add(Instant at, TestSaga saga, String kind, Supplier<String> text) {
    lines.add(() ->
        "%-9s %s  %-8s %s"
            .formatted(Readable.of(at), saga.label, kind, text.get())
            .stripTrailing());
  }

  void add(Instant at, TestSaga saga, SagaEvent event) {
    add(at, saga, "event", () -> event.getClass().getSimpleName() + parts(event));
  }

  void add(Instant at, TestSaga saga, OperatorAction action) {
    add(at, saga, "person", () -> action.word() + parts(action));
  }

  String text() {
    return text(0, lines.size());
  }

  private String text(int from, int to) {
    return lines.subList(from, to).stream().map(Supplier::get).collect(Collectors.joining("\n"));
  }

  /// What fits into the message of an error: how it began and how it ended.
  String excerpt() {
    int left = lines.size() - 2 * EXCERPT_HALF;
    return left <= 0
        ? text()
        : "%s\n... %d lines ...\n%s"
            .formatted(
                text(0, EXCERPT_HALF), left, text(lines.size() - EXCERPT_HALF, lines.size()));
  }

  /// What an event or an action holds, without what is not there.
  private static String parts(Object whole) {
    StringBuilder text = new StringBuilder();
    for (RecordComponent component : whole.getClass().getRecordComponents()) {
      Object value = valueOf(component, whole);
      if (value != null && !Map.of().equals(value) && !Boolean.FALSE.equals(value)) {
        text.append(' ').append(component.getName()).append('=').append(Readable.of(value));
      }
    }
    return text.toString();
  }

  private static @Nullable Object valueOf(RecordComponent component, Object whole) {
    try {
      return component.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the parts of events and actions are public", e);
    }
  }
}
