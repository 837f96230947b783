package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.SagaRow;
import io.sagasuite.systemtests.chaos.SagaJournal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// I10: each due time that the journal names against the events that it brought about.
final class DueTimeChecks {

  private static final Set<String> RESTING = Set.of("completed", "compensated", "failed");

  private DueTimeChecks() {}

  static List<Violation> dueTimesFireOnceAndOnTime(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    SagaJournal.all(history).forEach(journal -> found.addAll(new Reading(journal).violations()));
    history.sagas().rows().stream()
        .filter(row -> row.dueAt() != null && RESTING.contains(row.status()))
        .forEach(row -> found.add(stillDue(row)));
    return found;
  }

  private static Violation stillDue(SagaRow row) {
    return Invariant.I10.brokenBy(row.sagaId(), row.status() + ", yet due at " + row.dueAt());
  }

  /// One saga's journal, read from its start: what is due is kept until it fires.
  private static final class Reading {

    private final SagaJournal journal;
    private final Map<String, Instant> due = new HashMap<>();
    private final Map<String, String> latest = new HashMap<>();
    private final Set<String> fired = new HashSet<>();
    private final List<Violation> found = new ArrayList<>();
    private @Nullable Instant ignoredAt;

    Reading(SagaJournal journal) {
      this.journal = journal;
    }

    List<Violation> violations() {
      journal.entries().forEach(this::read);
      return found;
    }

    private void read(Entry entry) {
      JournalEvent event = entry.event();
      String type = String.valueOf(event.fields().get("type"));
      switch (type) {
        case "SagaStarted" -> plan("deadline", event.time("deadlineAt"));
        case "StepStarted" -> {
          fire(entry, "attempt " + event.attemptKey(), event.attempt() > 1);
          plan("timeout " + event.attemptKey(), event.time("timeoutAt"));
          latest.put(event.step() + ":" + event.fields().get("direction"), event.attemptKey());
          plan("re-send 1 " + event.attemptKey(), event.time("resendAt"));
        }
        case "CommandResent" -> {
          int resends = ((Number) event.fields().get("resends")).intValue();
          fire(entry, "re-send " + resends + " " + event.attemptKey(), !isRepeated(entry, resends));
          plan("re-send " + (resends + 1) + " " + event.attemptKey(), event.time("resendAt"));
        }
        case "ReplyIgnored" -> ignoredAt = entry.at();
        case "RetryScheduled" -> {
          if (event.hasCode("timeout")) {
            fire(entry, "timeout " + event.attemptKey(), true);
          }
          plan("attempt " + nextAttempt(event), event.time("retryAt"));
        }
        case "StepFailed" -> giveUp(entry, "execute");
        case "StepParked" -> giveUp(entry, String.valueOf(event.fields().get("direction")));
        case "SagaTurned" -> {
          if ("deadline".equals(event.fields().get("reason"))) {
            fire(entry, "deadline", true);
          }
        }
        default -> {}
      }
    }

    /// A reply that comes again, because its effects may not have left, sends once more what only
    /// its redelivery would have sent; from then on a due time does.
    private boolean isRepeated(Entry entry, int resends) {
      return resends == 1 && entry.at().equals(ignoredAt);
    }

    /// The last attempt ran out of time too, unless that had already been noted when the next one
    /// was planned.
    private void giveUp(Entry entry, String direction) {
      String timeout = "timeout " + latest.get(entry.event().step() + ":" + direction);
      if (entry.event().hasCode("timeout") && !fired.contains(timeout)) {
        fire(entry, timeout, true);
      }
    }

    private void plan(String what, @Nullable Instant when) {
      if (when != null) {
        due.put(what, when);
      }
    }

    private void fire(Entry entry, String what, boolean wasPlanned) {
      Instant when = due.get(what);
      if (!fired.add(what)) {
        found.add(Invariant.I10.brokenBy(journal.sagaId(), what + " fires twice: " + entry));
      } else if (wasPlanned && when == null) {
        found.add(Invariant.I10.brokenBy(journal.sagaId(), what + " was never planned: " + entry));
      } else if (when != null && entry.at().isBefore(when)) {
        found.add(
            Invariant.I10.brokenBy(journal.sagaId(), what + " was due " + when + ": " + entry));
      }
    }

    private static String nextAttempt(JournalEvent event) {
      return Stream.of(event.step(), event.fields().get("direction"), event.attempt() + 1)
          .map(String::valueOf)
          .collect(Collectors.joining(":"));
    }
  }
}
