package io.sagasuite.orchestrator.ledger;

import io.sagasuite.orchestrator.ledger.Ledger.Entry;
import io.sagasuite.saga.decision.StepState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A ledger as plain text, for a terminal.
public final class LedgerPicture {

  private static final String ROW = "%-22s %-12s %-30s %-30s %-10s %s%n";
  private static final int ELEMENTS_MAX = 20;
  private static final Set<String> ORDINARY = Set.of("pending", "succeeded", "compensated");

  private LedgerPicture() {}

  /// The picture of a ledger.
  ///
  /// @param traceUrl where the saga's trace is seen, null when nowhere
  public static String of(Ledger ledger, @Nullable String traceUrl) {
    StringBuilder text = new StringBuilder();
    text.append(
        "saga %s  %s v%d  %s%s%s%n"
            .formatted(
                ledger.sagaId(),
                ledger.definition(),
                ledger.definitionVersion(),
                ledger.status(),
                ledger.reason() == null ? "" : " (" + ledger.reason() + ")",
                traceUrl == null ? "" : "  " + traceUrl));
    if (ledger.failure() != null) {
      String by = ledger.turnedBy() == null ? "" : " at " + ledger.turnedBy();
      text.append("turned%s: %s%n".formatted(by, ledger.failure()));
    }
    text.append("%n".formatted());
    text.append(ROW.formatted("step", "status", "done", "undone", "left", ""));
    bySteps(ledger.steps()).values().forEach(entries -> append(text, entries));
    return text.toString();
  }

  /// Each step with the elements that it runs over.
  private static Map<String, List<Entry>> bySteps(List<Entry> entries) {
    return entries.stream()
        .collect(
            Collectors.groupingBy(
                entry -> StepState.stepOf(entry.step()),
                LinkedHashMap::new,
                Collectors.toUnmodifiableList()));
  }

  /// A step, and of very many elements those that tell most.
  private static void append(StringBuilder text, List<Entry> entries) {
    List<Entry> elements = entries.subList(1, entries.size());
    Set<String> shown =
        elements.stream()
            .sorted(Comparator.comparing(LedgerPicture::isOrdinary))
            .limit(ELEMENTS_MAX)
            .map(Entry::step)
            .collect(Collectors.toSet());
    text.append(row(entries.getFirst()));
    elements.stream()
        .filter(element -> shown.contains(element.step()))
        .forEach(element -> text.append(row(element)));
    if (elements.size() > ELEMENTS_MAX) {
      text.append("  ... and %d more elements%n".formatted(elements.size() - ELEMENTS_MAX));
    }
  }

  private static boolean isOrdinary(Entry element) {
    return ORDINARY.contains(element.status());
  }

  private static String row(Entry entry) {
    return ROW.formatted(
            entry.step(),
            entry.status(),
            counted(entry.done(), entry.attempts()),
            entry.undoStatus() == null
                ? "-"
                : counted(entry.undone() + " " + entry.undoStatus(), entry.undoAttempts()),
            entry.left(),
            remarks(entry))
        .replaceAll("[ ]+(\\R)", "$1");
  }

  private static String counted(String what, int attempts) {
    return attempts > 1 ? what + " x" + attempts : what;
  }

  private static String remarks(Entry entry) {
    StringBuilder text = new StringBuilder();
    if (entry.waitsFor() != null) {
      text.append("waits for ").append(entry.waitsFor());
      if (entry.until() != null) {
        text.append(" until ").append(entry.until());
      }
      text.append("; ");
    }
    if (entry.notUndoneBecause() != null) {
      text.append(entry.notUndoneBecause()).append("; ");
    }
    entry.notes().forEach(note -> text.append(note).append("; "));
    return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
  }
}
