package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.JournalRow;
import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.RunHistory.TopicRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// I8, I9 and the rules on messages: the journal by itself, and against the topics.
final class JournalChecks {

  private static final String EVENTS = "saga.events";

  private JournalChecks() {}

  static List<Violation> versionsRiseByOne(RunHistory history) {
    Map<UUID, SagaRow> rows =
        history.sagas().rows().stream()
            .collect(Collectors.toMap(SagaRow::sagaId, Function.identity()));
    List<Violation> found = new ArrayList<>();
    Set<UUID> journalled =
        history.sagas().journal().stream().map(JournalRow::sagaId).collect(Collectors.toSet());
    rows.keySet().stream()
        .filter(id -> !journalled.contains(id))
        .forEach(id -> found.add(Invariant.I8.brokenBy(id, "has no journal")));
    for (SagaJournal journal : SagaJournal.all(history)) {
      List<Long> versions = journal.rows().stream().map(JournalRow::version).toList();
      List<Long> expected = LongStream.rangeClosed(1, versions.size()).boxed().toList();
      SagaRow row = rows.get(journal.sagaId());
      if (!versions.equals(expected)) {
        found.add(Invariant.I8.brokenBy(journal.sagaId(), "has the versions " + versions));
      } else if (row == null
          || row.version() != versions.size()
          || !row.status().equals(journal.rows().getLast().status())) {
        String evidence = row + ", but the journal ends with " + journal.rows().getLast();
        found.add(Invariant.I8.brokenBy(journal.sagaId(), evidence));
      }
    }
    return found;
  }

  static List<Violation> eventsOnKafkaAreTheJournal(RunHistory history) {
    Map<UUID, List<TopicRecord>> published =
        on(history, EVENTS).stream()
            .sorted(Comparator.comparingLong(TopicRecord::offset))
            .collect(Collectors.groupingBy(TopicRecord::sagaId));
    List<Violation> found = new ArrayList<>();
    for (SagaJournal journal : SagaJournal.all(history)) {
      List<TopicRecord> events = published.remove(journal.sagaId());
      List<String> expected = journal.rows().stream().map(JournalChecks::fingerprint).toList();
      List<String> actual =
          events == null ? List.of() : events.stream().map(JournalChecks::fingerprint).toList();
      if (!actual.equals(expected)) {
        found.add(Invariant.I9.brokenBy(journal.sagaId(), "is " + expected + ", not " + actual));
      } else if (events.stream().map(TopicRecord::partition).distinct().count() > 1) {
        found.add(Invariant.I9.brokenBy(journal.sagaId(), "is spread over partitions"));
      }
    }
    published.keySet().forEach(id -> found.add(Invariant.I9.brokenBy(id, "has no journal")));
    return found;
  }

  private static String fingerprint(JournalRow row) {
    return row.version() + " " + row.status() + " " + types(row.events());
  }

  @SuppressWarnings("unchecked") // events are objects in every record of this topic
  private static String fingerprint(TopicRecord event) {
    List<Map<String, Object>> events = (List<Map<String, Object>>) event.value().get("events");
    List<String> types = types(events.stream().map(JournalEvent::new).toList());
    return event.text("version") + " " + event.text("status") + " " + types;
  }

  private static List<String> types(List<JournalEvent> events) {
    return events.stream()
        .map(event -> event.fields().get("type") + "/" + event.step() + "/" + event.attempt())
        .toList();
  }

  static List<Violation> commandsHaveTheirIntent(RunHistory history) {
    Set<String> intents =
        SagaJournal.all(history).stream()
            .flatMap(journal ->
                journal.entries().stream()
                    .map(SagaJournal.Entry::event)
                    .filter(event -> event.is("StepStarted"))
                    .map(event -> journal.sagaId() + ":" + event.attemptKey()))
            .collect(Collectors.toSet());
    return history.records().stream()
        .filter(message -> message.topic().endsWith(".commands"))
        .filter(command -> !intents.contains(attemptKey(command)))
        .map(command -> Invariant.R3.brokenBy(attemptKey(command), command.place()))
        .toList();
  }

  private static String attemptKey(TopicRecord command) {
    return command.key()
        + ":"
        + command.text("step")
        + ":"
        + command.text("direction")
        + ":"
        + command.text("attempt");
  }

  static List<Violation> nothingIsSetAside(RunHistory history) {
    return history.records().stream()
        .filter(message -> message.topic().endsWith(".dlq"))
        .map(letter -> Invariant.R12.brokenBy(letter.place(), letter.headers().toString()))
        .toList();
  }

  private static List<TopicRecord> on(RunHistory history, String topic) {
    return history.records().stream().filter(message -> message.topic().equals(topic)).toList();
  }
}
