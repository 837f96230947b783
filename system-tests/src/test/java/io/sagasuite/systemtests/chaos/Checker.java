package io.sagasuite.systemtests.chaos;

import java.util.List;
import java.util.function.Function;

/// Proves the invariants I1 to I11, and two of the rules behind them, from one run's complete
/// history. It looks at results only: it knows the public forms of messages and rows, and nothing
/// of how they came about.
final class Checker {

  private static final List<Function<RunHistory, List<Violation>>> CHECKS =
      List.of(
          OrderChecks::everyAcceptedOrderEnds,
          EffectChecks::completedSagasAreEffectiveOnce,
          EffectChecks::compensatedSagasLeaveNothing,
          UndoChecks::undoesInReverseOrder,
          UndoChecks::nothingTakesEffectAfterItsUndo,
          SumChecks::stockAndMoneyAddUp,
          EffectChecks::nothingTakesEffectTwice,
          JournalChecks::versionsRiseByOne,
          JournalChecks::eventsOnKafkaAreTheJournal,
          DueTimeChecks::dueTimesFireOnceAndOnTime,
          OrderChecks::oneSubmissionIsOneSaga,
          JournalChecks::commandsHaveTheirIntent,
          JournalChecks::nothingIsSetAside);

  private Checker() {}

  /// What contradicts the invariants; empty when the run was right.
  static List<Violation> check(RunHistory history) {
    return CHECKS.stream().flatMap(check -> check.apply(history).stream()).toList();
  }
}
