package io.sagasuite.orchestrator.ledger;

import io.sagasuite.orchestrator.ledger.Ledger.Entry;

/// A ledger as plain text, for a terminal.
public final class LedgerPicture {

  private static final String ROW = "%-22s %-12s %-30s %-30s %-10s %s%n";

  private LedgerPicture() {}

  /// The picture of a ledger.
  public static String of(Ledger ledger) {
    StringBuilder text = new StringBuilder();
    text.append(
        "saga %s  %s v%d  %s%s%n"
            .formatted(
                ledger.sagaId(),
                ledger.definition(),
                ledger.definitionVersion(),
                ledger.status(),
                ledger.reason() == null ? "" : " (" + ledger.reason() + ")"));
    if (ledger.failure() != null) {
      String by = ledger.turnedBy() == null ? "" : " at " + ledger.turnedBy();
      text.append("turned%s: %s%n".formatted(by, ledger.failure()));
    }
    text.append("%n".formatted());
    text.append(ROW.formatted("step", "status", "done", "undone", "left", ""));
    ledger.steps().forEach(entry -> text.append(row(entry)));
    return text.toString();
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
