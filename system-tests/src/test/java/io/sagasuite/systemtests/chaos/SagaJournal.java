package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The journal of one saga, as the sequence of its events.
record SagaJournal(UUID sagaId, List<JournalRow> rows, List<Entry> entries) {

  /// An event with the time of its transition.
  record Entry(Instant at, JournalEvent event) {}

  static SagaJournal of(UUID sagaId, List<JournalRow> rows) {
    List<Entry> entries =
        rows.stream()
            .flatMap(row -> row.events().stream().map(event -> new Entry(row.at(), event)))
            .toList();
    return new SagaJournal(sagaId, rows, entries);
  }

  static List<SagaJournal> all(RunHistory history) {
    Map<UUID, List<JournalRow>> bySaga =
        history.sagas().journal().stream().collect(Collectors.groupingBy(JournalRow::sagaId));
    return bySaga.entrySet().stream().map(saga -> of(saga.getKey(), saga.getValue())).toList();
  }

  /// The place of the first such event, or -1.
  int first(Predicate<JournalEvent> wanted) {
    return IntStream.range(0, entries.size())
        .filter(i -> wanted.test(entries.get(i).event()))
        .findFirst()
        .orElse(-1);
  }

  boolean has(Predicate<JournalEvent> wanted) {
    return first(wanted) >= 0;
  }

  /// Whether such an event stands before the given place.
  boolean hasBefore(int place, Predicate<JournalEvent> wanted) {
    int found = first(wanted);
    return found >= 0 && found < place;
  }
}
