package io.sagasuite.saga.simulation;

/// A safeguard left out on purpose, to show that the invariants catch its absence.
public enum Flaw {
  NONE,
  /// A participant applies a repeated command again.
  NO_RECORDED_REPLY,
  /// A compensation that finds no effect leaves nothing behind that refuses a late command.
  NO_TOMBSTONE,
  /// A step that may have taken effect, but never said so, is taken for one that did nothing.
  NO_FENCE,
  /// An orchestrator overwrites what another one stored in between.
  NO_COMPARE_AND_SET,
  /// A reply counts for the current attempt, whichever it answers.
  NO_ATTEMPT_MATCH,
  /// An effect is undone although what was built on it still stands.
  NO_REVERSE_ORDER,
  /// Due times act before their time.
  EARLY_DUE_TIME,
  /// A due time that was claimed by an owner that then crashed is never looked at again.
  LOST_DUE_TIME,
  /// An unknown outcome is taken for a failure without effect.
  UNKNOWN_IS_FAILURE,
  /// A cancel stops the saga's own compensations too.
  CANCEL_CANCELS_UNDO
}
