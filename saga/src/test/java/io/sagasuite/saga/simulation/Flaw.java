package io.sagasuite.saga.simulation;

/// A safeguard left out on purpose, to show that the invariants catch its absence.
enum Flaw {
  NONE,
  /// A participant applies a repeated command again.
  NO_RECORDED_REPLY,
  /// A compensation that finds no effect leaves nothing behind that refuses a late command.
  NO_TOMBSTONE,
  /// An orchestrator overwrites what another one stored in between.
  NO_COMPARE_AND_SET
}
