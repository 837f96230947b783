package io.sagasuite.systemtests.chaos;

import io.sagasuite.systemtests.chaos.RunHistory.Effect;
import io.sagasuite.systemtests.chaos.RunHistory.Handled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// I4 and I5: in which order effects came and went, by the journal and by the participants' own
/// clocks, which are their databases' and so one and the same.
final class UndoChecks {

  private static final String EXECUTE = "execute";
  private static final String COMPENSATE = "compensate";

  private UndoChecks() {}

  static List<Violation> undoesInReverseOrder(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    for (SagaJournal journal : SagaJournal.all(history)) {
      for (int i = 1; i < RunHistory.STEPS.size(); i++) {
        for (String dependent : RunHistory.STEPS.subList(i, RunHistory.STEPS.size())) {
          found.addAll(undoneTooEarly(journal, RunHistory.STEPS.get(i - 1), dependent));
        }
      }
    }
    for (Map<String, Handled> handled : handledBySaga(history).values()) {
      found.addAll(undoneInWrongOrder(handled));
    }
    return found;
  }

  /// A step's undoing begins only when whatever was built on it has been undone or never was.
  private static List<Violation> undoneTooEarly(
      SagaJournal journal, String step, String dependent) {
    int undoing = journal.first(e -> e.is("StepStarted", step, COMPENSATE));
    boolean settled =
        !journal.has(e -> e.is("StepStarted", dependent, EXECUTE))
            || journal.hasBefore(undoing, e -> e.is("StepCompensated", dependent))
            || journal.hasBefore(
                undoing, e -> e.is("StepFailed", dependent) && !e.isOutcomeUnknown())
            || journal.hasBefore(undoing, e -> e.is("StepSkipped", dependent));
    return undoing < 0 || settled
        ? List.of()
        : List.of(
            Invariant.I4.brokenBy(
                journal.sagaId(), step + " is being undone while " + dependent + " is not"));
  }

  private static List<Violation> undoneInWrongOrder(Map<String, Handled> handled) {
    List<Violation> found = new ArrayList<>();
    for (int i = 1; i < RunHistory.STEPS.size(); i++) {
      Handled earlier = handled.get(RunHistory.STEPS.get(i - 1) + COMPENSATE);
      Handled later = handled.get(RunHistory.STEPS.get(i) + COMPENSATE);
      if (earlier != null && later != null && earlier.at().isBefore(later.at())) {
        found.add(Invariant.I4.brokenBy(earlier.sagaId(), earlier + " came before " + later));
      }
    }
    return found;
  }

  static List<Violation> nothingTakesEffectAfterItsUndo(RunHistory history) {
    List<Violation> found = new ArrayList<>();
    Map<UUID, Map<String, Handled>> handled = handledBySaga(history);
    handled.values().forEach(ofSaga -> found.addAll(doneAfterUndone(ofSaga)));
    for (Effect effect : history.world().effects()) {
      Handled undo =
          handled.getOrDefault(effect.sagaId(), Map.of()).get(effect.step() + COMPENSATE);
      if (undo != null && undo.succeeded() && !effect.undone()) {
        found.add(Invariant.I5.brokenBy(effect.sagaId(), effect + " stands in spite of " + undo));
      }
    }
    SagaJournal.all(history).forEach(journal -> found.addAll(startedAfterUndo(journal)));
    return found;
  }

  private static List<Violation> doneAfterUndone(Map<String, Handled> handled) {
    List<Violation> found = new ArrayList<>();
    for (String step : RunHistory.STEPS) {
      @Nullable Handled done = handled.get(step + EXECUTE);
      @Nullable Handled undone = handled.get(step + COMPENSATE);
      if (done != null && done.succeeded() && undone != null && done.at().isAfter(undone.at())) {
        found.add(Invariant.I5.brokenBy(done.sagaId(), done + " came after " + undone));
      }
    }
    return found;
  }

  private static List<Violation> startedAfterUndo(SagaJournal journal) {
    List<Violation> found = new ArrayList<>();
    for (String step : RunHistory.STEPS) {
      int undo = journal.first(e -> e.is("StepStarted", step, COMPENSATE));
      for (int place = undo + 1; undo >= 0 && place < journal.entries().size(); place++) {
        JournalEvent event = journal.entries().get(place).event();
        if (event.is("StepStarted", step, EXECUTE) || event.is("StepSucceeded", step)) {
          found.add(Invariant.I5.brokenBy(journal.sagaId(), event + " after its undo began"));
        }
      }
    }
    return found;
  }

  private static Map<UUID, Map<String, Handled>> handledBySaga(RunHistory history) {
    return history.world().handled().stream()
        .collect(
            Collectors.groupingBy(
                Handled::sagaId,
                Collectors.toMap(
                    h -> h.step() + h.direction(), h -> h, (a, b) -> a, HashMap::new)));
  }
}
