package io.sagasuite.messaging.inbox;

import io.sagasuite.saga.decision.Outcome;

/// What becomes of one incoming command, given what is recorded.
sealed interface Verdict {

  /// It was answered before: the same answer again, without any effect.
  record Repeat(Outcome outcome) implements Verdict {}

  /// It goes to its handler; `fence` when its forward command must not end, or begin, any more.
  record Apply(boolean fence) implements Verdict {}

  /// A compensation with nothing to undo: it succeeds, and the forward command is refused for ever.
  record Settle() implements Verdict {}
}
