package io.sagasuite.systemtests.conformance;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One thing that is demanded of a participant.
///
/// @param name stable, for `--check` and for scripts
/// @param why what breaks in a saga when the demand is not met
/// @param demand throws a [BreachException] when it is not
record Check(String name, String why, Consumer<Play> demand) {

  /// All of them. Those that may leave a participant unable to go on come last.
  static List<Check> all() {
    return Stream.of(
            AnswerChecks.all(),
            RepeatChecks.all(),
            CompensationChecks.all(),
            LoadChecks.all(),
            CrashChecks.all(),
            PoisonChecks.all())
        .flatMap(List::stream)
        .toList();
  }
}
